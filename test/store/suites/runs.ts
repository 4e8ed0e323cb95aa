import { expect, it } from '@jest/globals';
import type { Backend } from '../backends.ts';
import { definitionRow, runRow, withRuns } from '../rows.ts';

export function runs(backend: Backend): void {
  it('gives back a definition and a run as they were put in, with the order of their keys', async () => {
    const store = await backend.fresh();
    const definition = definitionRow({ commit: 'abc', text: 'nul \0 stays out of columns' });
    const run = runRow({
      channel: 'C1',
      outcomeUnknown: true,
      inputs: { zeta: 'nul \0', alpha: '\ud800', Ж: [1.5, null, { b: 1, a: 2 }] },
    });
    await store.transaction(async (tx) => {
      await tx.definitions.put(definition);
      await tx.runs.insert(run);
    });
    await store.transaction(
      async (tx) => {
        const text = 'nul \uFFFD stays out of columns';
        expect(await tx.definitions.get(definition.digest)).toStrictEqual({ ...definition, text });
        const read = await tx.runs.get(run.run);
        expect(read).toStrictEqual(run);
        expect(Object.keys(read?.inputs ?? {})).toEqual(['zeta', 'alpha', 'Ж']);
      },
      { reads: true },
    );
  });

  it('keeps the first definition of a digest', async () => {
    const store = await backend.fresh();
    await store.transaction(async (tx) => {
      await tx.definitions.put(definitionRow());
      await tx.definitions.put(definitionRow({ file: 'elsewhere.yml' }));
      expect(await tx.definitions.get('sha256-of-restart')).toStrictEqual(definitionRow());
      expect(await tx.definitions.get('unknown')).toBeUndefined();
    });
  });

  it('leaves nothing behind when a transaction throws', async () => {
    const store = await backend.fresh();
    const failing = store.transaction(async (tx) => {
      await tx.definitions.put(definitionRow());
      await tx.runs.insert(runRow());
      throw new Error('after the insert');
    });
    await expect(failing).rejects.toThrow('after the insert');
    await store.transaction(async (tx) => {
      expect(await tx.definitions.get('sha256-of-restart')).toBeUndefined();
      expect(await tx.runs.list({ limit: 10 })).toEqual([]);
    });
  });

  it('refuses a run without its definition, and leaves nothing behind', async () => {
    const store = await backend.fresh();
    await expect(store.transaction((tx) => tx.runs.insert(runRow()))).rejects.toThrow(/foreign key/i);
    await store.transaction(async (tx) => expect(await tx.runs.list({ limit: 10 })).toEqual([]));
  });

  it('starts one run for one start key, however many start it at once', async () => {
    const store = await backend.fresh();
    await store.transaction((tx) => tx.definitions.put(definitionRow()));
    const starts = ['a', 'b', 'c', 'd'].map((run) =>
      store.transaction((tx) => tx.runs.insert(runRow({ run, startKey: 'view V1' }))),
    );
    const inserted = await Promise.all(starts);
    expect(inserted.filter(Boolean)).toHaveLength(1);
    await store.transaction(async (tx) => {
      expect(await tx.runs.list({ limit: 10 })).toHaveLength(1);
      expect((await tx.runs.byStartKey('view V1'))?.run).toBe(['a', 'b', 'c', 'd'][inserted.indexOf(true)]);
    });
  });

  it('saves what moves in a run and nothing else', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    const moved = { phase: 'stopped', ending: 'stop', endedAt: 9_000, snapshot: [1], revision: 4, head: 'h4' } as const;
    await store.transaction((tx) => tx.runs.save(runRow({ ...moved, outcomeUnknown: true, title: 'Another' })));
    await store.transaction((tx) => tx.runs.setChannel('restart-a1', 'C9'));
    await store.transaction(async (tx) =>
      expect(await tx.runs.get('restart-a1')).toStrictEqual(runRow({ ...moved, outcomeUnknown: true, channel: 'C9' })),
    );
  });

  it('lists runs newest first, by what is asked for', async () => {
    const store = await backend.fresh();
    const rows = [
      runRow({ run: 'restart-7fa1', startedAt: 1 }),
      runRow({ run: 'restart-7fb2', startedAt: 2, endedAt: 5 }),
      runRow({ run: 'rotate-7fa1', startedAt: 3, surface: 'terminal' }),
    ];
    await store.transaction(async (tx) => {
      await tx.definitions.put(definitionRow());
      for (const row of rows) await tx.runs.insert(row);
    });
    const list = async (filter: { open?: boolean; surface?: 'terminal'; endsWith?: string; limit?: number }) => {
      const found = await store.transaction((tx) => tx.runs.list({ limit: 10, ...filter }), { reads: true });
      return found.map(({ run }) => run);
    };
    expect(await list({})).toEqual(['rotate-7fa1', 'restart-7fb2', 'restart-7fa1']);
    expect(await list({ limit: 1 })).toEqual(['rotate-7fa1']);
    expect(await list({ open: true })).toEqual(['rotate-7fa1', 'restart-7fa1']);
    expect(await list({ open: false })).toEqual(['restart-7fb2']);
    expect(await list({ surface: 'terminal' })).toEqual(['rotate-7fa1']);
    expect(await list({ endsWith: '7fa1' })).toEqual(['rotate-7fa1', 'restart-7fa1']);
    expect(await list({ endsWith: '7fa1', surface: 'terminal', open: false })).toEqual([]);
    expect(await list({ endsWith: 'a run that is longer than any' })).toEqual([]);
    expect(await list({ endsWith: '%1' })).toEqual([]);
  });
}
