import { dispatch } from './dispatch.ts';
import type { Happened } from './happened.ts';
import type { EngineParts } from './parts.ts';
import type { EffectRow } from './rows.ts';
import { type Loaded, openRun } from './run.ts';
import type { Tx } from './store.ts';

/** Whether this claim of the effect still stands: it was not withdrawn, and nobody has claimed it since, ourselves included. The run is locked. */
async function isOurs(tx: Tx, parts: EngineParts, { run, want, claims }: EffectRow): Promise<boolean> {
  const row = await tx.effects.get(run, want.key);
  return row?.worker === parts.worker && row.claims === claims;
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

/** Not yet: looked at again after `ms` of the run's time, if it is still ours. */
export const again = (
  parts: EngineParts,
  effect: EffectRow,
  ms: number,
  also?: (tx: Tx) => Promise<void>,
): Promise<void> =>
  parts.store.transaction(async (tx) => {
    const { run, want } = effect;
    await tx.runs.lock(run);
    if (!(await isOurs(tx, parts, effect))) return;
    await also?.(tx);
    await tx.effects.later(run, want.key, parts.clock.now() + ms);
  });
