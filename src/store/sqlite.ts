import { chmodSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '#domain/failure.ts';
import type { Database, Keeping } from './database.ts';
import type { Query } from './query.ts';
import { scopeOf } from './scope.ts';
import { connectSqlite, type SqliteConnection } from './sqlite-connection.ts';
import { createTurns, type Turns } from './turns.ts';
import { createWake } from './wake.ts';

/** Real milliseconds between two looks for commits of other processes. */
const lookEvery = 250;

const fileIn = (folder: string) => join(folder, 'stepward.db');

export const hasSqlite = (folder: string): boolean => existsSync(fileIn(folder));

/** A file that many programs may use at once: readers see the last commit and wait for nobody (https://www.sqlite.org/wal.html). Not for network disks. */
export async function createSqlite(folder: string, options: Keeping = {}): Promise<Database> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const first = connectSqlite(fileIn(folder), { patience: 30_000, ...options });
  try {
    await first.query.run('pragma journal_mode = wal');
    // Who did what is nobody else's to read; SQLite gives its other files the same rights.
    chmodSync(fileIn(folder), 0o600);
  } finally {
    first.close();
  }
  return openSqlite(folder, options);
}

/** Writers of one process take turns, also those of several stores on one file: waiting for a lock, one would keep the other from ever releasing it. */
const writing = new Map<string, Turns>();

function turnsOf(file: string): Turns {
  const turns = writing.get(file) ?? createTurns();
  writing.set(file, turns);
  return turns;
}

/** One after the other on one connection, so that a transaction is never inside another one. */
function transactionsOn(connection: SqliteConnection, mode: 'deferred' | 'immediate', inTurn: Turns) {
  return <T>(work: (query: Query) => Promise<T>, changed = () => {}): Promise<T> =>
    inTurn(async () => {
      connection.begin(mode);
      const scope = scopeOf(connection.query);
      try {
        const result = await work(scope.query).finally(scope.end);
        if (connection.commit()) changed();
        return result;
      } catch (thrown) {
        connection.rollback();
        throw thrown;
      }
    });
}

/** The file must be there already. */
export function openSqlite(folder: string, { patience = 1_000, durable = true }: Keeping = {}): Database {
  const writer = connectSqlite(fileIn(folder), { patience, durable });
  const reader = connectSqlite(fileIn(folder), { patience, readOnly: true });
  const wake = createWake();
  const write = transactionsOn(writer, 'immediate', turnsOf(realpathSync(fileIn(folder))));
  const read = transactionsOn(reader, 'deferred', createTurns());
  let closed = false;
  let seen = writer.dataVersion();
  let looking: NodeJS.Timeout | undefined;

  const look = () => {
    const version = writer.dataVersion();
    if (version !== seen) wake.ring();
    seen = version;
  };
  return {
    async transaction(work, { reads = false } = {}) {
      if (closed) throw new Failure('transient', 'store-closed', 'The store has been closed.');
      return reads ? read(work) : write(work, wake.ring);
    },
    onChange(listener) {
      looking ??= setInterval(look, lookEvery).unref();
      return wake.listen(listener);
    },
    async close() {
      if (closed) return;
      closed = true;
      clearInterval(looking);
      await Promise.all([read(async () => {}), write(async () => {})]);
      reader.close();
      writer.close();
    },
  };
}
