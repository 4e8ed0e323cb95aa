import { expect, it } from '@jest/globals';
import type { EffectRow } from '#engine/rows.ts';
import type { Store } from '#engine/store.ts';
import type { Backend } from '../backends.ts';
import { effectRow, timerRow, withRuns } from '../rows.ts';

const by = { worker: 'bot-1', surface: 'slack', now: 1_000, wall: 50_000, leaseUntil: 65_000, limit: 10 } as const;
type By = Parameters<Parameters<Parameters<Store['transaction']>[0]>[0]['effects']['claim']>[0];

const claim = (store: Store, change: Partial<By> = {}) =>
  store.transaction((tx) => tx.effects.claim({ ...by, ...change }));
const keys = (rows: readonly EffectRow[]) => rows.map(({ want }) => want.key);

async function claimAll(store: Store, worker: string): Promise<string[]> {
  const mine: string[] = [];
  for (;;) {
    const some = keys(await claim(store, { worker, limit: 40 }));
    if (some.length === 0) return mine;
    expect(some.length).toBeLessThanOrEqual(40);
    mine.push(...some);
  }
}

async function withEffects(backend: Backend, ...rows: readonly EffectRow[]): Promise<Store> {
  const store = await backend.fresh();
  await withRuns(store, 'restart-a1');
  await store.transaction(async (tx) => {
    for (const row of rows) await tx.effects.add(row);
  });
  return store;
}

export function work(backend: Backend): void {
  it('hands 2,000 effects to four workers, none of them twice', async () => {
    const all = Array.from({ length: 2_000 }, (_, index) => effectRow(`zookeeper:${index}:plan`));
    const store = await withEffects(backend, ...all);
    const workers = await Promise.all(
      ['bot-1', 'bot-2', 'bot-3', 'bot-4'].map(async (worker) =>
        claimAll(worker === 'bot-1' ? store : await backend.again(backend.home()), worker),
      ),
    );
    const claimed = workers.flat();
    expect(claimed).toHaveLength(2_000);
    expect(new Set(claimed).size).toBe(2_000);
  }, 30_000);

  it('hands out what is due on its surface, oldest first', async () => {
    const store = await withEffects(
      backend,
      effectRow('b', { runAt: 900 }),
      effectRow('a', { runAt: 1_000 }),
      effectRow('c', { runAt: 800 }),
      effectRow('later', { runAt: 1_001 }),
      effectRow('elsewhere', { surface: 'terminal' }),
    );
    expect(keys(await claim(store, { limit: 2 }))).toEqual(['c', 'b']);
    expect(keys(await claim(store))).toEqual(['a']);
    expect(await claim(store)).toEqual([]);
  });

  it('hands an effect to another worker when its lease has ended, not before', async () => {
    const store = await withEffects(backend, effectRow('a'));
    expect(await claim(store)).toStrictEqual([effectRow('a', { claims: 1, worker: 'bot-1', leaseUntil: 65_000 })]);
    expect(await claim(store, { worker: 'bot-2', wall: 64_999 })).toEqual([]);
    const [taken] = await claim(store, { worker: 'bot-2', wall: 65_000, leaseUntil: 80_000 });
    expect(taken).toStrictEqual(effectRow('a', { claims: 2, worker: 'bot-2', leaseUntil: 80_000 }));
  });

  it('renews the leases that a worker still holds, and no others', async () => {
    const store = await withEffects(backend, effectRow('a'), effectRow('b', { runAt: 2_000 }));
    await claim(store);
    const renew = (worker: string, wall: number, until: number) =>
      store.transaction((tx) => tx.effects.renew(worker, wall, until));
    expect(await renew('bot-1', 60_000, 75_000)).toEqual([{ run: 'restart-a1', key: 'a' }]);
    expect(await claim(store, { worker: 'bot-2', wall: 70_000 })).toEqual([]);
    expect(await renew('bot-1', 75_000, 90_000)).toEqual([]);
    expect(keys(await claim(store, { worker: 'bot-2', wall: 75_000, leaseUntil: 90_000 }))).toEqual(['a']);
    expect(await renew('bot-1', 76_000, 95_000)).toEqual([]);
    expect(await renew('bot-2', 76_000, 95_000)).toEqual([{ run: 'restart-a1', key: 'a' }]);
  });

  it('ends a lease when the effect is put off, and forgets an effect that is removed', async () => {
    const store = await withEffects(backend, effectRow('a'), effectRow('b'));
    await claim(store);
    await store.transaction(async (tx) => {
      await tx.effects.later('restart-a1', 'a', 3_000);
      await tx.effects.remove('restart-a1', 'b');
      expect(await tx.effects.ofRun('restart-a1')).toStrictEqual([effectRow('a', { claims: 1, runAt: 3_000 })]);
    });
    expect(await claim(store, { now: 2_999 })).toEqual([]);
    expect(keys(await claim(store, { now: 3_000, worker: 'bot-2' }))).toEqual(['a']);
  });

  it('does not hand out an effect that a transaction is looking at', async () => {
    const store = await withEffects(backend, effectRow('a'));
    const other = await backend.again(backend.home());
    const looked = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const looking = store.transaction(async (tx) => {
      await tx.effects.get('restart-a1', 'a');
      looked.resolve();
      await go.promise;
      await tx.effects.remove('restart-a1', 'a');
    });
    await looked.promise;
    const claimed = claim(other, { worker: 'bot-2' });
    // PostgreSQL passes over the row; SQLite's writers take turns.
    if (backend.name === 'PostgreSQL') expect(await claimed.finally(go.resolve)).toEqual([]);
    go.resolve();
    await looking;
    expect(await claimed).toEqual([]);
  });

  it('says when the next effect is due and the next lease ends', async () => {
    const store = await withEffects(
      backend,
      effectRow('a'),
      effectRow('b', { runAt: 4_000 }),
      effectRow('c', { runAt: 3_000 }),
      effectRow('d', { runAt: 1, surface: 'terminal' }),
    );
    await claim(store);
    const next = (surface: 'slack' | 'practice') =>
      store.transaction((tx) => tx.effects.nextDue(surface), { reads: true });
    expect(await next('slack')).toStrictEqual({ due: 3_000, leaseEnds: 65_000 });
    expect(await next('practice')).toStrictEqual({});
  });

  it('rings timers in the order in which they are due, and a timer that is set again at its new time', async () => {
    const store = await withEffects(backend);
    await store.transaction(async (tx) => {
      await tx.timers.set(timerRow('b', 300));
      await tx.timers.set(timerRow('a', 100));
      await tx.timers.set(timerRow('c', 200));
      await tx.timers.set(timerRow('d', 400));
      await tx.timers.set(timerRow('c', 350));
      await tx.timers.set(timerRow('e', 50, { surface: 'terminal' }));
      await tx.timers.remove('restart-a1', 'b');
    });
    await store.transaction(async (tx) => {
      expect(await tx.timers.due('slack', 350, 10)).toStrictEqual([timerRow('a', 100), timerRow('c', 350)]);
      expect(await tx.timers.due('slack', 350, 1)).toStrictEqual([timerRow('a', 100)]);
      expect(await tx.timers.nextDue('slack')).toBe(100);
      expect(await tx.timers.nextDue('practice')).toBeUndefined();
      expect((await tx.timers.ofRun('restart-a1')).map(({ key }) => key)).toEqual(['e', 'a', 'c', 'd']);
    });
  });
}
