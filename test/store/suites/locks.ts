import { expect, it } from '@jest/globals';
import type { Backend } from '../backends.ts';
import { withRuns } from '../rows.ts';

export function locks(backend: Backend): void {
  const stocked = async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1', 'restart-b2');
    return store;
  };

  it('takes all targets or none', async () => {
    const store = await stocked();
    await store.transaction((tx) => tx.locks.take('restart-a1', 'kafka', ['arn:kafka'], 1));
    const taking = store.transaction((tx) =>
      tx.locks.take('restart-b2', 'all', ['arn:app', 'arn:kafka', 'arn:zookeeper'], 2),
    );
    await expect(taking).rejects.toMatchObject({ kind: 'transient', code: 'lock-taken' });
    await store.transaction(async (tx) => {
      expect(await tx.locks.ofRun('restart-b2')).toEqual([]);
      expect(await tx.locks.held(['arn:app', 'arn:kafka', 'arn:zookeeper'])).toStrictEqual([
        { target: 'arn:kafka', run: 'restart-a1', instance: 'kafka', fence: 1, since: 1 },
      ]);
      expect(await tx.locks.held([])).toEqual([]);
    });
  });

  it('raises the fence with every taking, also after a release', async () => {
    const store = await stocked();
    const fences: number[] = [];
    await store.transaction(async (tx) => {
      for (const run of ['restart-a1', 'restart-a1', 'restart-b2', 'restart-a1']) {
        const [taken] = await tx.locks.take(run, 'kafka', ['arn:kafka', 'arn:kafka'], 1);
        fences.push(taken?.fence ?? 0);
        if (fences.length > 1) await tx.locks.releaseAll(run);
      }
    });
    expect(fences).toEqual([1, 2, 3, 4]);
  });

  it('lets one of two runs that take the same targets at once fail as transient', async () => {
    const store = await stocked();
    const taken = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const first = store.transaction(async (tx) => {
      await tx.locks.take('restart-a1', 'kafka', ['arn:b', 'arn:a'], 1);
      taken.resolve();
      await go.promise;
    });
    await taken.promise;
    const second = store.transaction((tx) => tx.locks.take('restart-b2', 'kafka', ['arn:a', 'arn:b'], 2));
    const lost = expect(second).rejects.toMatchObject({ kind: 'transient', code: 'lock-taken' });
    await backend.blocked().finally(go.resolve);
    await first;
    await lost;
    await store.transaction(async (tx) => expect(await tx.locks.ofRun('restart-a1')).toHaveLength(2));
  });

  it('releases only what the run itself holds', async () => {
    const store = await stocked();
    await store.transaction(async (tx) => {
      await tx.locks.take('restart-a1', 'x', ['arn:a', 'arn:b'], 1);
      await tx.locks.release('restart-b2', ['arn:a']);
      await tx.locks.release('restart-a1', ['arn:b']);
      await tx.locks.release('restart-a1', []);
      await tx.locks.releaseAll('restart-b2');
      expect((await tx.locks.ofRun('restart-a1')).map(({ target }) => target)).toEqual(['arn:a']);
    });
  });

  it('queues those that wait, first come first, and who asks again keeps the place', async () => {
    const store = await stocked();
    const wait = (run: string, lane: string, turn: number) => ({ run, lane, turn, targets: ['arn:a'], since: 5 });
    await store.transaction(async (tx) => {
      await tx.locks.wait(wait('restart-b2', 'x', 1));
      await tx.locks.wait(wait('restart-a1', 'x', 1));
      await tx.locks.wait(wait('restart-a1', 'y', 1));
      await tx.locks.wait(wait('restart-b2', 'x', 2));
      await tx.locks.unwait('restart-a1', 'x');
      expect(await tx.locks.waits()).toStrictEqual([wait('restart-b2', 'x', 2), wait('restart-a1', 'y', 1)]);
    });
  });
}
