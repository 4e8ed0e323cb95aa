import { expect, it } from '@jest/globals';
import type { MessageRow } from '#engine/message-rows.ts';
import type { Store } from '#engine/store.ts';
import type { Backend } from '../backends.ts';
import { messageRow, withRuns } from '../rows.ts';

const claim = (store: Store, wall: number, worker = 'bot-1', limit = 10) =>
  store.transaction((tx) => tx.messages.claim({ worker, surface: 'slack', wall, leaseUntil: wall + 10, limit }));
const names = (rows: readonly MessageRow[]) => rows.map(({ run, purpose }) => `${run} ${purpose}`);
const show = (store: Store, run: string, purpose: string, revision: number) =>
  store.transaction((tx) => tx.messages.posted(run, purpose, { channel: 'C1', ts: `${revision}.0`, revision }));

export function messages(backend: Backend): void {
  const stocked = async (...rows: readonly MessageRow[]) => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1', 'restart-b2');
    await store.transaction(async (tx) => {
      for (const row of rows) await tx.messages.put(row);
    });
    return store;
  };

  it('hands out roots first, and what hangs in a thread when its root stands', async () => {
    const store = await stocked(
      messageRow('zookeeper:1:ask', { raisedAt: 1 }),
      messageRow('root', { raisedAt: 2 }),
      messageRow('kafka:1:ask', { raisedAt: 3 }),
      messageRow('root', { run: 'restart-b2', raisedAt: 4 }),
      messageRow('root', { run: 'restart-b2', surface: 'terminal', purpose: 'elsewhere' }),
    );
    expect(names(await claim(store, 100))).toEqual(['restart-a1 root', 'restart-b2 root']);
    expect(await claim(store, 101, 'bot-2')).toEqual([]);
    await show(store, 'restart-a1', 'root', 1);
    expect(names(await claim(store, 101, 'bot-2', 1))).toEqual(['restart-a1 zookeeper:1:ask']);
    await store.transaction((tx) => tx.messages.wantRoot('restart-a1', 2));
    expect(names(await claim(store, 101))).toEqual(['restart-a1 root', 'restart-a1 kafka:1:ask']);
  });

  it('hands out apart what is new and what is shown: what was asked first, then the runs that have ended, then who is furthest behind', async () => {
    const shown = { channel: 'C1', ts: '1.0', posted: 1 };
    const store = await stocked(
      messageRow('root', { ...shown, wanted: 3, raisedAt: 1 }),
      messageRow('root', { ...shown, run: 'restart-b2', wanted: 9, raisedAt: 2 }),
      messageRow('kafka:1:ask', { ...shown, wanted: 2, raisedAt: 3 }),
      messageRow('kafka:1:held', { raisedAt: 4 }),
    );
    const next = (which: 'new' | 'shown', wall: number) =>
      store.transaction(async (tx) =>
        names(await tx.messages.claim({ worker: 'b', surface: 'slack', wall, leaseUntil: wall + 10, limit: 1, which })),
      );
    expect([await next('new', 1), await next('new', 2)]).toEqual([['restart-a1 kafka:1:held'], []]);
    expect([await next('shown', 3), await next('shown', 4)]).toEqual([['restart-a1 kafka:1:ask'], ['restart-b2 root']]);
    await store.transaction(async (tx) => {
      const run = await tx.runs.get('restart-a1');
      if (run) await tx.runs.save({ ...run, endedAt: 5 });
    });
    expect([await next('shown', 20), await next('shown', 21)]).toEqual([
      ['restart-a1 kafka:1:ask'],
      ['restart-a1 root'],
    ]);
  });

  it('knows what somebody began to post until it is said what became of it', async () => {
    const store = await stocked(messageRow('root'));
    const triedAt = async () => (await claim(store, 1_000))[0]?.triedAt;
    await store.transaction((tx) => tx.messages.tried('restart-a1', 'root', 100));
    await store.transaction((tx) => tx.messages.failed('restart-a1', 'root', 200));
    expect(await triedAt()).toBe(100);
    await store.transaction((tx) => tx.messages.failed('restart-a1', 'root', 200, 'absent'));
    expect(await triedAt()).toBeUndefined();
    await store.transaction((tx) => tx.messages.tried('restart-a1', 'root', 300));
    await show(store, 'restart-a1', 'root', 1);
    await store.transaction(async (tx) =>
      expect((await tx.messages.get('restart-a1', 'root'))?.triedAt).toBeUndefined(),
    );
  });

  it('hands a message to another worker when its lease has ended', async () => {
    const store = await stocked(messageRow('root'));
    await claim(store, 100);
    expect(await claim(store, 109, 'bot-2')).toEqual([]);
    expect(names(await claim(store, 110, 'bot-2'))).toEqual(['restart-a1 root']);
  });

  it('does not hand out again what failed before it may be tried again', async () => {
    const store = await stocked(messageRow('root'));
    await claim(store, 100);
    await store.transaction((tx) => tx.messages.failed('restart-a1', 'root', 500));
    expect(await claim(store, 499)).toEqual([]);
    expect(names(await claim(store, 500))).toEqual(['restart-a1 root']);
  });

  it('is behind until it shows what is wanted, never goes back, and is wanted once more when an older showing comes late', async () => {
    const store = await stocked(messageRow('root', { wanted: 3 }));
    await claim(store, 100);
    await show(store, 'restart-a1', 'root', 2);
    expect(names(await claim(store, 100))).toEqual(['restart-a1 root']);
    await show(store, 'restart-a1', 'root', 3);
    expect(await claim(store, 100)).toEqual([]);
    await show(store, 'restart-a1', 'root', 2);
    await store.transaction(async (tx) => {
      const shown = messageRow('root', { wanted: 4, posted: 3, channel: 'C1', ts: '3.0' });
      expect(await tx.messages.get('restart-a1', 'root')).toStrictEqual(shown);
    });
    expect(names(await claim(store, 100))).toEqual(['restart-a1 root']);
  });

  it('leaves the lease of a newer claim alone when an older showing comes late', async () => {
    const store = await stocked(messageRow('root', { wanted: 2 }));
    await claim(store, 100);
    await show(store, 'restart-a1', 'root', 2);
    await store.transaction((tx) => tx.messages.wantRoot('restart-a1', 3));
    await claim(store, 110, 'bot-2');
    await show(store, 'restart-a1', 'root', 1);
    expect(await claim(store, 111)).toEqual([]);
  });

  it('changes facts, closed and wanted of a message, and not where it stands', async () => {
    const store = await stocked(messageRow('held', { posted: 1, channel: 'C1', ts: '1.0' }));
    const closed = { by: 'bob' };
    await store.transaction((tx) => tx.messages.put(messageRow('held', { facts: { cause: 'x' }, closed, wanted: 2 })));
    await store.transaction(async (tx) =>
      expect(await tx.messages.ofRun('restart-a1')).toStrictEqual([
        messageRow('held', { facts: { cause: 'x' }, closed, wanted: 2, posted: 1, channel: 'C1', ts: '1.0' }),
      ]),
    );
  });

  it('raises what is wanted of a root, never lowers it, and makes none', async () => {
    const store = await stocked(messageRow('root', { wanted: 5 }));
    await store.transaction(async (tx) => {
      await tx.messages.wantRoot('restart-a1', 4);
      expect((await tx.messages.get('restart-a1', 'root'))?.wanted).toBe(5);
      await tx.messages.wantRoot('restart-a1', 6);
      expect((await tx.messages.get('restart-a1', 'root'))?.wanted).toBe(6);
      await tx.messages.wantRoot('restart-b2', 1);
      expect(await tx.messages.ofRun('restart-b2')).toEqual([]);
    });
  });
}
