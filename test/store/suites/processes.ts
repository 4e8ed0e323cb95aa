import { expect, it } from '@jest/globals';
import type { Backend } from '../backends.ts';
import { type Child, startProgram } from '../child.ts';
import { withRuns } from '../rows.ts';

async function hearAll(child: Child, count: number): Promise<number[]> {
  const acknowledged: number[] = [];
  while (acknowledged.length < count) {
    const line = await child.heard();
    if (line === undefined) break;
    acknowledged.push(Number(line));
  }
  return acknowledged;
}

export function processes(backend: Backend): void {
  const writers = async (count: number) => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    const children = Array.from({ length: count }, () => startProgram('writer', backend.home(), 'restart-a1'));
    for (const child of children) expect(await child.heard()).toBe('ready');
    return { store, children };
  };
  const written = async (store: Awaited<ReturnType<Backend['fresh']>>) => {
    const list = await store.transaction((tx) => tx.events.list('restart-a1'), { reads: true });
    return list.map(({ seq }) => seq);
  };
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('loses nothing of what two processes write to one run', async () => {
    const { store, children } = await writers(2);
    for (const child of children) child.say('150');
    const acknowledged = await Promise.all(children.map((child) => hearAll(child, 150)));
    for (const child of children) await child.end();
    expect(acknowledged.flat().sort((a, b) => a - b)).toEqual(upTo(300));
    expect(await written(store)).toEqual(upTo(300));
  }, 30_000);

  it('keeps every row that was acknowledged before its process was killed', async () => {
    const { store, children } = await writers(1);
    for (const child of children) {
      child.say('1000000');
      const before = await hearAll(child, 40);
      await child.kill();
      const acknowledged = [...before, ...(await hearAll(child, Number.POSITIVE_INFINITY))].length;
      const rows = await written(store);
      expect(rows).toEqual(upTo(rows.length));
      // One more may have been committed whose acknowledgement was not printed any more.
      expect([acknowledged, acknowledged + 1]).toContain(rows.length);
      await store.transaction(async (tx) => expect((await tx.runs.lock('restart-a1'))?.revision).toBe(rows.length));
    }
  }, 20_000);

  it('wakes when another process commits', async () => {
    const { store, children } = await writers(1);
    let wake = Promise.withResolvers<void>();
    store.onChange(() => wake.resolve());
    for (const child of children) {
      // Far more often than looking without a notice would see in this time.
      for (const seq of upTo(10)) {
        child.say('1');
        expect(await child.heard()).toBe(String(seq));
        await wake.promise;
        wake = Promise.withResolvers();
      }
      await child.end();
    }
  }, 10_000);

  it('wakes for its own commits, until it is asked no more', async () => {
    const store = await backend.fresh();
    await withRuns(store, 'restart-a1');
    let wake = Promise.withResolvers<void>();
    let calls = 0;
    const stop = store.onChange(() => {
      calls += 1;
      wake.resolve();
    });
    for (const channel of upTo(10)) {
      await store.transaction((tx) => tx.runs.setChannel('restart-a1', `C${channel}`));
      await wake.promise;
      wake = Promise.withResolvers();
    }
    stop();
    calls = 0;
    await store.transaction((tx) => tx.runs.setChannel('restart-a1', 'C11'));
    await new Promise(setImmediate);
    expect(calls).toBe(0);
  }, 10_000);
}
