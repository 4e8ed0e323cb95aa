import pg, { type PoolClient, type PoolConfig } from 'pg';
import { Failure } from '#domain/failure.ts';
import type { Database, Patience } from './database.ts';
import { postgresFailure } from './postgres-failure.ts';
import { postgresQuery, types } from './postgres-query.ts';
import { createPostgresWake } from './postgres-wake.ts';
import type { Query } from './query.ts';
import { scopeOf } from './scope.ts';

/** Real milliseconds. A connection to a database in another zone, with TLS, takes longer than a lock may. */
const connectWithin = 5_000;
const answerWithin = 30_000;

const begin = { reads: 'begin isolation level repeatable read read only', writes: 'begin' };

async function connect(pool: pg.Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (thrown) {
    throw postgresFailure(thrown);
  }
}

/** PostgreSQL answers a commit with ROLLBACK if a statement had failed and `work` went on all the same. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('commit').catch((thrown) => {
    throw postgresFailure(thrown);
  });
  if (command !== 'COMMIT')
    throw new Failure('bug', 'transaction-undone', 'The transaction went on after a statement had failed.');
}

/** A connection that cannot roll back is thrown away, and the transaction with it. */
const giveUp = (client: PoolClient): Promise<void> =>
  client.query('rollback').then(
    () => client.release(),
    (lost) => client.release(lost),
  );

async function perform<T>(client: PoolClient, start: string, work: (query: Query) => Promise<T>) {
  let changed = false;
  const query = postgresQuery(client, () => {
    changed = true;
  });
  const scope = scopeOf(query);
  try {
    await query.script(start);
    const result = await work(scope.query).finally(scope.end);
    await commit(client);
    client.release();
    return { result, changed };
  } catch (thrown) {
    await giveUp(client);
    throw thrown;
  }
}

/** Any PostgreSQL from 14 on. Each statement sees what was committed before it, so who has waited for a row's lock sees what the other one did. */
export function openPostgres(url: string, { patience = 1_000 }: Patience = {}): Database {
  const config: PoolConfig = {
    connectionString: url,
    application_name: 'stepward',
    connectionTimeoutMillis: connectWithin,
    statement_timeout: Math.max(answerWithin, patience),
    lock_timeout: patience,
    types,
    max: 8,
  };
  const pool = new pg.Pool(config);
  // A connection that is lost says so twice: to the statement that needs it, or else to the pool, which drops it and makes another; and here, where an event that nobody hears would end the process.
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  const wake = createPostgresWake(config, (sql, values) => pool.query(sql, values));
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  const start = async <T>(work: (query: Query) => Promise<T>, reads: boolean): Promise<T> => {
    const { result, changed } = await perform(await connect(pool), reads ? begin.reads : begin.writes, work);
    if (changed) wake.ring();
    return result;
  };
  const end = async () => {
    await Promise.allSettled(underWay);
    await wake.close();
    await pool.end();
  };
  return {
    async transaction(work, { reads = false } = {}) {
      if (closing !== undefined) throw new Failure('transient', 'store-closed', 'The store has been closed.');
      const mine = start(work, reads);
      underWay.add(mine);
      return mine.finally(() => underWay.delete(mine));
    },
    onChange: (listener) => wake.listen(listener),
    close: () => {
      closing ??= end();
      return closing;
    },
  };
}
