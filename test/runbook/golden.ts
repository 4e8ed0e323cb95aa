import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '#domain/finding.ts';

/** A folder of `cases/`. */
export const casesIn = (folder: string): string => join(import.meta.dirname, 'cases', folder);

export const textOf = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');

export const yamlFiles = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.yml'));

/** `line:column rule message (hint)`, one finding a line. */
export const written = (findings: readonly Finding[]): string =>
  findings
    .map(({ line, column, rule, message, hint }) => `${line}:${column} ${rule} ${message}${hint ? ` (${hint})` : ''}\n`)
    .join('');

/** The golden text of a file; with UPDATE_GOLDEN set it is first written anew, to be read in review. */
export function golden(file: string, text: string): string {
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, text);
  return readFileSync(file, 'utf8');
}
