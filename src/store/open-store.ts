import { Failure } from '#domain/failure.ts';
import type { Store } from '#engine/store.ts';
import type { Database, Keeping } from './database.ts';
import { readMigrations } from './migrations.ts';
import { openPostgres } from './postgres.ts';
import { checkSchema, updateSchema } from './schema.ts';
import { createSqlite, hasSqlite, openSqlite } from './sqlite.ts';
import { tables } from './tables/list.ts';

/** Where a store is: the URL of a PostgreSQL database, or the folder of the embedded one, which need not be durable. */
export type Home = string | ({ readonly folder: string } & Pick<Keeping, 'durable'>);

/** Real milliseconds that a migration waits for another one. */
const patience = 30_000;

function checkUrl(url: string): string {
  if (/^postgres(ql)?:\/\//.test(url)) return url;
  throw new Failure('user', 'not-a-database-url', 'A database URL begins with postgres:// or postgresql://.');
}

function open(home: Home): Database {
  if (typeof home === 'string') return openPostgres(checkUrl(home));
  const { folder, ...keeping } = home;
  if (hasSqlite(folder)) return openSqlite(folder, keeping);
  throw new Failure('refused', 'needs-migration', `There is no store in ${folder} yet.`, {
    hint: 'Run stepward migrate.',
  });
}

/** Refuses (`needs-migration`, `newer-than-this-program`, `migration-changed`) rather than to touch a schema that is not this program's. */
export async function openStore(home: Home): Promise<Store> {
  const database = open(home);
  try {
    await database.transaction((query) => checkSchema(query, readMigrations()), { reads: true });
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
  return {
    transaction: (work, options) => database.transaction((query) => work(tables(query)), options),
    onChange: (listener) => database.onChange(listener),
    close: () => database.close(),
  };
}

/** Makes the store if there is none, brings its schema up to date, and returns the names of the migrations that were applied. */
export async function migrate(home: Home, migrations = readMigrations()): Promise<readonly string[]> {
  const database =
    typeof home === 'string'
      ? openPostgres(checkUrl(home), { patience })
      : await createSqlite(home.folder, { ...home, patience });
  try {
    return await database.transaction((query) => updateSchema(query, migrations));
  } finally {
    await database.close();
  }
}
