import { expect, it } from '@jest/globals';
import { parseMigration, readMigrations } from '#store/migrations.ts';
import { type Home, migrate, openStore } from '#store/open-store.ts';
import type { Backend } from '../backends.ts';
import { startProgram } from '../child.ts';

const names = readMigrations().map(({ name }) => name);

export function migrations(backend: Backend): void {
  const run = (home: Home, sql: string, ...params: (string | number)[]) =>
    backend.database(home).transaction((query) => query.run(sql, params));
  const record = (home: Home, number: number, breaking: 0 | 1) =>
    run(
      home,
      'insert into migrations (number, name, breaking, checksum) values ($1, $2, $3, $4)',
      number,
      `${number}-new`,
      breaking,
      'x',
    );

  it('refuses to open a home without a store, and makes none', async () => {
    const home = await backend.empty();
    await expect(openStore(home)).rejects.toMatchObject({ kind: 'refused', code: 'needs-migration' });
    await expect(openStore(home)).rejects.toMatchObject({ kind: 'refused', code: 'needs-migration' });
  });

  it('applies every migration once', async () => {
    const home = await backend.empty();
    expect(await migrate(home)).toEqual(names);
    expect(await migrate(home)).toEqual([]);
    await backend.again(home);
  });

  it('refuses to open a store that lacks a migration', async () => {
    const home = await backend.empty();
    await migrate(home, []);
    await expect(openStore(home)).rejects.toMatchObject({
      code: 'needs-migration',
      message: expect.stringContaining('0001-runs'),
    });
  });

  it('applies what is missing in order, and nothing of it if one fails', async () => {
    const home = await backend.empty();
    const first = parseMigration('0001-first.sql', 'create table first (n bigint, j {json});');
    const second = parseMigration('0002-second.sql', 'alter table first add column m bigint;');
    const wrong = parseMigration('0003-wrong.sql', 'create table third (n bigint); create tabel fourth (n bigint);');
    expect(await migrate(home, [first])).toEqual(['0001-first']);
    await expect(migrate(home, [first, second, wrong])).rejects.toThrow(/syntax error/);
    await expect(run(home, 'select m from first')).rejects.toThrow(/column/);
    await expect(run(home, 'select n from third')).rejects.toThrow(/third/);
    expect(await migrate(home, [first, second])).toEqual(['0002-second']);
    expect(await run(home, 'select m from first')).toEqual([]);
  });

  it('refuses a store that was migrated with another text', async () => {
    const home = await backend.empty();
    await migrate(home);
    await run(home, 'update migrations set checksum = $1 where number = 1', 'another');
    const changed = { kind: 'refused', code: 'migration-changed' };
    await expect(openStore(home)).rejects.toMatchObject(changed);
    await expect(migrate(home)).rejects.toMatchObject(changed);
  });

  it('refuses a store that a newer program has changed in a way that breaks this one', async () => {
    const home = await backend.empty();
    await migrate(home);
    await record(home, 9_999, 1);
    const newer = { kind: 'refused', code: 'newer-than-this-program' };
    await expect(openStore(home)).rejects.toMatchObject(newer);
    await expect(migrate(home)).rejects.toMatchObject(newer);
  });

  it('opens a store that a newer program has only added to', async () => {
    const home = await backend.empty();
    await migrate(home);
    await record(home, 9_999, 0);
    await backend.again(home);
    expect(await migrate(home)).toEqual([]);
  });

  it('lets one of several programs migrate and the others wait for it', async () => {
    const home = await backend.empty();
    const programs = [1, 2, 3].map(() => startProgram('migrator', home));
    const applied = await Promise.all(programs.map(async (program) => JSON.parse((await program.heard()) ?? 'null')));
    for (const program of programs) await program.end();
    expect(applied.sort((a, b) => b.length - a.length)).toEqual([names, [], []]);
    await backend.again(home);
  }, 20_000);
}
