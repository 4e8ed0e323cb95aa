import { expect, it } from '@jest/globals';
import type { Backend } from '../backends.ts';
import { askRow, attemptRow, eventRow, planRow, resultRow, withRuns } from '../rows.ts';

export function history(backend: Backend): void {
  it('lists events in their order and takes each number once', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1', 'restart-b2');
    await store.transaction(async (tx) => {
      for (const seq of [2, 10, 1]) await tx.events.append(eventRow(seq));
      await tx.events.append(eventRow(1, { run: 'restart-b2' }));
    });
    await expect(store.transaction((tx) => tx.events.append(eventRow(2)))).rejects.toThrow(/unique/i);
    await store.transaction(async (tx) =>
      expect(await tx.events.list('restart-a1')).toStrictEqual([eventRow(1), eventRow(2), eventRow(10)]),
    );
  });

  it.each(['update events set name = $1 where seq = 1', 'delete from events where name = $1'])(
    'refuses to rewrite history: %s',
    async (sql) => {
      const store = await backend.fresh();
      await withRuns(store, 'restart-a1');
      await store.transaction((tx) => tx.events.append(eventRow(1)));
      const rewriting = backend.database(backend.home()).transaction((query) => query.run(sql, ['PLANNED']));
      await expect(rewriting).rejects.toThrow('events are append-only');
      await store.transaction(async (tx) => expect(await tx.events.list('restart-a1')).toStrictEqual([eventRow(1)]));
    },
  );

  it('overwrites plans and results of the same key, and keeps the others', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    const done = resultRow({
      item: null,
      outcome: 'passed',
      outputs: { deployment: 'ecs-svc/2' },
      receipts: [{ deployment: 'ecs-svc/2' }],
      memo: 0,
      sentAt: 1,
      endedAt: 2,
    });
    await store.transaction(async (tx) => {
      await tx.plans.put(planRow(1, { content: 'older' }));
      await tx.plans.put(planRow(1));
      await tx.plans.put(planRow(2));
      await tx.results.put(resultRow({ note: 'held once' }));
      await tx.results.put(done);
      await tx.results.put(resultRow({ instance: 'kafka', startedAt: 1_300 }));
    });
    await store.transaction(async (tx) => {
      expect(await tx.plans.get('restart-a1', 'zookeeper', 1)).toStrictEqual(planRow(1));
      expect(await tx.plans.ofRun('restart-a1')).toStrictEqual([planRow(1), planRow(2)]);
      expect(await tx.results.get('restart-a1', 'zookeeper')).toStrictEqual(done);
      expect((await tx.results.ofRun('restart-a1')).map(({ instance }) => instance)).toEqual(['zookeeper', 'kafka']);
    });
  });

  it('begins a request once, and a further try of it once more', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    const begun = await Promise.all(
      ['bot-1', 'bot-2', 'bot-3'].map((worker) => store.transaction((tx) => tx.attempts.begin(attemptRow({ worker })))),
    );
    expect(begun.filter(Boolean)).toHaveLength(1);
    const answered = attemptRow({ endedAt: 2_600, outcome: 'refused', error: 'Rate exceeded', requestId: 'r1' });
    await store.transaction(async (tx) => {
      expect(await tx.attempts.begin(attemptRow({ try: 2, begunAt: 2_700 }))).toBe(true);
      await tx.attempts.end(answered);
    });
    await store.transaction(async (tx) => {
      const worker = ['bot-1', 'bot-2', 'bot-3'][begun.indexOf(true)];
      expect(await tx.attempts.ofRun('restart-a1')).toStrictEqual([
        { ...answered, worker },
        attemptRow({ try: 2, begunAt: 2_700 }),
      ]);
    });
  });

  it('lets the second of two clicks wait for the first and see what it decided', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    await store.transaction((tx) => tx.asks.put(askRow()));
    const first = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const click = (meanwhile: () => Promise<void>) =>
      store.transaction(async (tx) => {
        await tx.runs.lock('restart-a1');
        await meanwhile();
        const ask = await tx.asks.get('restart-a1', 'zookeeper@1');
        if (ask?.state === 'open') await tx.asks.put({ ...ask, state: 'approved', validUntil: 4_000 });
        return ask?.state;
      });
    const winner = click(() => {
      begun.resolve();
      return first.promise;
    });
    await begun.promise;
    const loser = click(async () => {});
    await backend.blocked().finally(first.resolve);
    expect(await Promise.all([winner, loser])).toEqual(['open', 'approved']);
    await store.transaction(async (tx) =>
      expect(await tx.asks.ofRun('restart-a1')).toStrictEqual([askRow({ state: 'approved', validUntil: 4_000 })]),
    );
  });

  it('deletes the secrets of one run and of no other', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1', 'restart-b2');
    const secret = { id: 'password', sealed: 'c2VhbGVk', fingerprint: 'f1', length: 12 };
    await store.transaction(async (tx) => {
      for (const run of ['restart-a1', 'restart-b2']) await tx.secrets.put({ run, ...secret });
      await tx.secrets.deleteOf('restart-a1');
    });
    await store.transaction(async (tx) => {
      expect(await tx.secrets.get('restart-a1', 'password')).toBeUndefined();
      expect(await tx.secrets.get('restart-b2', 'password')).toStrictEqual({ run: 'restart-b2', ...secret });
    });
  });
}
