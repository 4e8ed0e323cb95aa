import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

export interface Migration {
  /** From 1. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** Programs that do not know it must not use the store any more: its first line is `--! breaking`. */
  readonly breaking: boolean;
  /** sha256 of the text, hex; a migration that was applied is never edited. */
  readonly checksum: string;
}

export function parseMigration(file: string, text: string): Migration {
  const sql = text.replaceAll('\r\n', '\n');
  return {
    number: Number.parseInt(file, 10),
    name: file.replace(/\.sql$/, ''),
    sql,
    breaking: sql.startsWith('--! breaking\n'),
    checksum: createHash('sha256').update(sql).digest('hex'),
  };
}

/** Those of this program, in the order in which they are applied. */
export function readMigrations(): readonly Migration[] {
  const folder = new URL('./migrations/', import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => parseMigration(file, readFileSync(new URL(file, folder), 'utf8')));
}
