import { expect, it } from '@jest/globals';
import type { Tx } from '#engine/store.ts';
import { openStore } from '#store/open-store.ts';
import type { Backend } from '../backends.ts';
import { startProgram } from '../child.ts';
import { runRow, timerRow, withRuns } from '../rows.ts';

const late = 'A statement came after its transaction had ended.';

export function transactions(backend: Backend): void {
  it('refuses a statement that comes after its transaction', async () => {
    const store = await backend.fresh();
    let escaped: Tx | undefined;
    await store.transaction(async (tx) => {
      escaped = tx;
    });
    await expect(escaped?.runs.get('restart-a1')).rejects.toThrow(late);
    const failing = store.transaction(async (tx) => {
      escaped = tx;
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    await expect(escaped?.runs.get('restart-a1')).rejects.toThrow(late);
  });

  it('refuses to write in a transaction that reads', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    const writing = store.transaction((tx) => tx.runs.setChannel('restart-a1', 'C1'), { reads: true });
    await expect(writing).rejects.toThrow(/read-?only/);
    await store.transaction(async (tx) => expect(await tx.runs.get('restart-a1')).toStrictEqual(runRow()));
  });

  it('reads one moment, without waiting for the transaction that writes', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    const channelOf = async (tx: Tx) => (await tx.runs.get('restart-a1'))?.channel;
    await store.transaction(
      async (reading) => {
        expect(await channelOf(reading)).toBeUndefined();
        await store.transaction((tx) => tx.runs.setChannel('restart-a1', 'C1'));
        expect(await channelOf(reading)).toBeUndefined();
      },
      { reads: true },
    );
    expect(await store.transaction(channelOf, { reads: true })).toBe('C1');
  });

  it('does not lose a change to another one that came at once', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    const raise = () =>
      store.transaction(async (tx) => {
        const run = await tx.runs.lock('restart-a1');
        if (run) await tx.runs.save({ ...run, revision: run.revision + 1 });
      });
    await Promise.all(Array.from({ length: 25 }, raise));
    await store.transaction(async (tx) => expect((await tx.runs.get('restart-a1'))?.revision).toBe(25));
  });

  it('refuses to keep what is not a whole number', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    const setting = store.transaction((tx) => tx.timers.set(timerRow('a', 1.5)));
    await expect(setting).rejects.toMatchObject({ kind: 'bug', code: 'not-an-integer' });
  });

  it('is transient when another program keeps the run for more than a second', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    const other = startProgram('holder', backend.home(), 'restart-a1');
    expect(await other.heard()).toBe('locked');
    const wanting = store.transaction((tx) => tx.runs.lock('restart-a1'));
    await expect(wanting).rejects.toMatchObject({ kind: 'transient', code: 'store-busy' });
    other.say('let go');
    await other.end();
    await store.transaction(async (tx) => expect(await tx.runs.lock('restart-a1')).toStrictEqual(runRow()));
  });

  it('is transient once it is closed, and lets what is under way end', async () => {
    await backend.fresh();
    const store = await openStore(backend.home());
    const go = Promise.withResolvers<void>();
    const under = store.transaction(async () => go.promise);
    const closing = store.close();
    await expect(store.transaction(async () => 'late')).rejects.toMatchObject({
      kind: 'transient',
      code: 'store-closed',
    });
    go.resolve();
    await expect(under).resolves.toBeUndefined();
    await closing;
    await store.close();
  });
}
