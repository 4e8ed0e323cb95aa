import { dispatch } from './dispatch.ts';
import type { Happened } from './happened.ts';
import type { EngineParts } from './parts.ts';
import type { EffectRow } from './rows.ts';
import { type Loaded, openRun } from './run.ts';
import type { Tx } from './store.ts';

/** Whether this worker still has the effect: it was not withdrawn, and nobody took it over. */
export async function isOurs(tx: Tx, parts: EngineParts, { run, want }: EffectRow): Promise<boolean> {
  return (await tx.effects.get(run, want.key))?.worker === parts.worker;
}

/** One transaction on behalf of an effect. `undefined` if it is no longer ours: then nothing was done. */
export async function onBehalf<T>(
  parts: EngineParts,
  effect: EffectRow,
  work: (tx: Tx, loaded: Loaded) => Promise<T>,
): Promise<T | undefined> {
  const done = await parts.store.transaction(async (tx) => {
    const loaded = await openRun(tx, effect.run);
    if (!loaded || !(await isOurs(tx, parts, effect))) return undefined;
    return { value: await work(tx, loaded) };
  });
  if (done) parts.changed(effect.run);
  return done?.value;
}

/** Answers an effect: what was learnt is written, and the machine told, in one transaction. */
export const answer = async (
  parts: EngineParts,
  effect: EffectRow,
  happened: Happened,
  also?: (tx: Tx, loaded: Loaded) => Promise<void>,
): Promise<void> => {
  await onBehalf(parts, effect, async (tx, loaded) => {
    await also?.(tx, loaded);
    await dispatch(tx, parts, loaded, happened);
  });
};

/** Not yet: looked at again after `ms` of the run's time. */
export const again = async (
  parts: EngineParts,
  { run, want }: EffectRow,
  ms: number,
  also?: (tx: Tx) => Promise<void>,
): Promise<void> => {
  await parts.store.transaction(async (tx) => {
    await also?.(tx);
    await tx.effects.later(run, want.key, parts.clock.now() + ms);
  });
};
