import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { openStore } from '#store/open-store.ts';
import { openPostgres } from '#store/postgres.ts';
import { openSqlite } from '#store/sqlite.ts';
import type { Backend } from '../backends.ts';
import { freePort } from '../postgres-server.ts';
import { eventRow, runRow, withRuns } from '../rows.ts';

function sqliteFailures(backend: Backend): void {
  const folder = async () => {
    const home = await backend.empty();
    if (typeof home === 'string') throw new Error('SQLite lives in a folder.');
    return home.folder;
  };

  it('is transient when its file cannot be opened', async () => {
    const home = { folder: await folder() };
    await mkdir(join(home.folder, 'stepward.db'));
    await expect(openStore(home)).rejects.toMatchObject({ kind: 'transient', code: 'store-unreachable' });
  });

  it('refuses a file that is not a store', async () => {
    const home = { folder: await folder() };
    await writeFile(join(home.folder, 'stepward.db'), 'Dear diary, '.repeat(1_000));
    await expect(openStore(home)).rejects.toMatchObject({ kind: 'refused', code: 'store-damaged' });
  });

  it('wakes once for several commits, and not for what changes nothing', async () => {
    const store = await backend.fresh();
    let calls = 0;
    store.onChange(() => {
      calls += 1;
    });
    await withRuns(store, 'restart-a1');
    await store.transaction((tx) => tx.runs.setChannel('restart-a1', 'C1'));
    await new Promise(setImmediate);
    expect(calls).toBe(1);
    await store.transaction((tx) => tx.timers.remove('restart-a1', 'none'));
    await new Promise(setImmediate);
    expect(calls).toBe(1);
  });

  it('commits to the disk, not only to the memory of the system', async () => {
    await backend.fresh();
    const home = backend.home();
    if (typeof home === 'string') return;
    const database = openSqlite(home.folder);
    const pragma = async (name: string) => {
      const [row] = await database.transaction((query) => query.run(`pragma ${name}`));
      return Object.values(row ?? {})[0];
    };
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    await database.close();
  });
}

function postgresFailures(backend: Backend): void {
  it('is transient when nobody listens there', async () => {
    const home = `postgres://postgres@127.0.0.1:${await freePort()}/stepward`;
    await expect(openStore(home)).rejects.toMatchObject({ kind: 'transient', code: 'store-unreachable' });
  });

  it('says what the server says when it does not let us in', async () => {
    const url = new URL(String(await backend.empty()));
    url.pathname = '/elsewhere';
    const refused = { kind: 'user', code: 'store-login', message: expect.stringContaining('elsewhere') };
    await expect(openStore(url.href)).rejects.toMatchObject(refused);
    await expect(openStore('mysql://localhost/x')).rejects.toMatchObject({ kind: 'user', code: 'not-a-database-url' });
  });

  it('is transient when its connection is lost, leaves nothing behind, and connects again', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    const other = backend.database(backend.home());
    const kill = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    const losing = store.transaction(async (tx) => {
      await tx.runs.setChannel('restart-a1', 'C1');
      await other.transaction((query) => query.run(kill));
      await tx.runs.setChannel('restart-a1', 'C2');
    });
    await expect(losing).rejects.toMatchObject({ kind: 'transient', code: 'store-unreachable' });
    await store.transaction(async (tx) => expect(await tx.runs.get('restart-a1')).toStrictEqual(runRow()));
  });

  it('is transient when two transactions wait for each other', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1', 'restart-b2');
    const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const cross = (mine: number, runs: readonly string[]) =>
      store.transaction(async (tx) => {
        for (const run of runs) {
          await tx.runs.lock(run);
          both[mine]?.resolve();
          await Promise.all(both.map(({ promise }) => promise));
        }
      });
    const ends = await Promise.allSettled([
      cross(0, ['restart-a1', 'restart-b2']),
      cross(1, ['restart-b2', 'restart-a1']),
    ]);
    const lost = ends.filter(({ status }) => status === 'rejected');
    expect(lost).not.toHaveLength(0);
    for (const one of lost) expect(one).toMatchObject({ reason: { kind: 'transient' } });
  });

  it('does not call a transaction done that went on after a failed statement', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    const going = store.transaction(async (tx) => {
      await tx.events.append(eventRow(1));
      await tx.events.append(eventRow(1)).catch(() => undefined);
    });
    await expect(going).rejects.toMatchObject({ kind: 'bug', code: 'transaction-undone' });
    await store.transaction(async (tx) => expect(await tx.events.list('restart-a1')).toEqual([]));
  });

  it('refuses to empty the history at once', async () => {
    await backend.fresh();
    const database = openPostgres(String(backend.home()));
    const emptying = database.transaction((query) => query.script('truncate events'));
    await expect(emptying).rejects.toThrow('events are append-only');
    await database.close();
  });
}

export function failures(backend: Backend): void {
  if (backend.name === 'SQLite') sqliteFailures(backend);
  else postgresFailures(backend);
}
