import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { spell, sqlite } from './dialect.ts';
import type { Query, SqlRow, SqlValue } from './query.ts';
import { sqliteFailure } from './sqlite-failure.ts';

export interface SqliteConnection {
  readonly query: Query;
  /** Commits, and says whether any row has changed since the last time. */
  commit(): boolean;
  begin(mode: 'deferred' | 'immediate'): void;
  /** SQLite itself rolls back when the disk fails; then there is nothing left to do. */
  rollback(): void;
  /** Changes whenever somebody else commits. */
  dataVersion(): number;
  close(): void;
}

interface Options {
  readonly patience: number;
  readonly readOnly?: boolean;
  readonly durable?: boolean;
}

/** node:sqlite binds `$1` by name. */
const named = (params: readonly SqlValue[]): Record<string, SqlValue> =>
  Object.fromEntries(params.map((value, index) => [`$${index + 1}`, value]));

export function connectSqlite(file: string, { patience, readOnly = false, durable = true }: Options): SqliteConnection {
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (thrown) {
      throw sqliteFailure(thrown);
    }
  };
  const database = attempt(() => new DatabaseSync(file, { timeout: patience, readOnly }));
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known) return known;
    const made = database.prepare(spell(sqlite, sql));
    prepared.set(sql, made);
    return made;
  };
  const all = (sql: string, params: readonly SqlValue[] = []) =>
    attempt(() => statement(sql).all(named(params)) as unknown as readonly SqlRow[]);
  const exec = (sql: string) => attempt(() => database.exec(spell(sqlite, sql)));
  const number = (sql: string) => Number(Object.values(all(sql)[0] ?? {})[0]);

  exec(`pragma synchronous = ${durable ? 'full' : 'off'}`);
  let changes = 0;
  return {
    query: { run: async (sql, params) => all(sql, params), script: async (sql) => exec(sql) },
    begin: (mode) => exec(`begin ${mode}`),
    commit() {
      exec('commit');
      const before = changes;
      changes = number('select total_changes() as n');
      return changes !== before;
    },
    rollback() {
      if (database.isTransaction) exec('rollback');
    },
    dataVersion: () => number('pragma data_version'),
    close: () => database.close(),
  };
}
