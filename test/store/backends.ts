import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '#engine/store.ts';
import type { Database } from '#store/database.ts';
import { type Home, migrate, openStore } from '#store/open-store.ts';
import { openPostgres } from '#store/postgres.ts';
import { openSqlite } from '#store/sqlite.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

/** One of the two databases, as the suites use it. What it hands out is closed by `tidy`. */
export interface Backend {
  readonly name: 'SQLite' | 'PostgreSQL';
  start(): Promise<void>;
  stop(): Promise<void>;
  /** A home without a store. */
  empty(): Promise<Home>;
  /** A new store. */
  fresh(): Promise<Store>;
  /** One more store at the same home, as another process would open it. */
  again(home: Home): Promise<Store>;
  /** Where the newest store is. */
  home(): Home;
  /** The database below the store, for SQL that the store does not offer. */
  database(home: Home): Database;
  /** Resolves once a transaction of the newest store waits for another one. */
  blocked(): Promise<void>;
  /** To be called after each test. */
  tidy(): Promise<void>;
}

const lockWaits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

interface Place {
  start(): Promise<void>;
  stop(): Promise<void>;
  empty(): Promise<Home>;
}

function sqlitePlace(): Place {
  const folders: string[] = [];
  return {
    start: async () => {},
    async empty() {
      const folder = await mkdtemp(join(tmpdir(), 'stepward-store-'));
      folders.push(folder);
      return { folder };
    },
    async stop() {
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}

function postgresPlace(): Place {
  let server: PostgresServer | undefined;
  return {
    async start() {
      server = await startPostgres({ durable: false });
    },
    async empty() {
      if (!server) throw new Error('PostgreSQL has not been started.');
      return server.database();
    },
    stop: async () => server?.stop(),
  };
}

function backend(name: Backend['name'], place: Place): Backend {
  let newest: Home | undefined;
  let open: { close(): Promise<void> }[] = [];
  const kept = <T extends { close(): Promise<void> }>(one: T): T => {
    open.push(one);
    return one;
  };
  const again = async (home: Home) => kept(await openStore(home));
  return {
    ...place,
    name,
    again,
    async fresh() {
      newest = await place.empty();
      await migrate(newest);
      return again(newest);
    },
    home() {
      if (!newest) throw new Error('No store has been made yet.');
      return newest;
    },
    async blocked() {
      if (typeof newest !== 'string') return;
      const database = kept(openPostgres(newest));
      const waiting = () => database.transaction((query) => query.run(lockWaits));
      const end = performance.now() + 3_000;
      while ((await waiting()).length === 0)
        if (performance.now() > end) throw new Error('No transaction waits for another one.');
    },
    database: (home) => kept(typeof home === 'string' ? openPostgres(home) : openSqlite(home.folder)),
    async tidy() {
      for (const one of open) await one.close();
      open = [];
    },
  };
}

export const backends: readonly Backend[] = [backend('SQLite', sqlitePlace()), backend('PostgreSQL', postgresPlace())];
