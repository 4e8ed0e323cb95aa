import { onBehalf } from '../answer.ts';
import { plansOf } from '../asks.ts';
import { putCard } from '../card-row.ts';
import { dispatch } from '../dispatch.ts';
import { answerTo, type Happened } from '../happened.ts';
import { blockedBy, closesCircle } from '../locks.ts';
import type { EngineParts } from '../parts.ts';
import type { EffectRow, LockRow, LockWaitRow } from '../rows.ts';
import type { Loaded } from '../run.ts';
import type { Tx } from '../store.ts';
import { isCovered } from '../together.ts';

/** Looked at again at the latest; a release wakes the first waiter at once. */
const pause = 5_000;

/** Takes all targets of the plan, or none and waits, first come first. */
export async function performLock(parts: EngineParts, effect: EffectRow): Promise<void> {
  await onBehalf(parts, effect, async (tx, loaded) => {
    const { want, run } = effect;
    const plans = await plansOf(tx, loaded, want);
    const targets = [...new Set(plans.flatMap(({ planned }) => planned.targets))].sort();
    const obstacle = await blockedBy(tx, {
      run,
      lane: want.lane,
      instance: want.instance,
      targets,
      position: loaded.position,
    });
    if (obstacle) return waitFor(tx, parts, { effect, loaded, obstacle, targets });
    await tx.locks.take(run, want.instance, targets, parts.clock.now());
    const waited = (await tx.locks.waits()).some((wait) => wait.run === run && wait.lane === want.lane);
    const covered = await isCovered(tx, loaded, want);
    await dispatch(tx, parts, loaded, answerTo(want, { name: 'LOCKED', waited, covered }, { targets }));
  });
}

interface Waiting {
  readonly effect: EffectRow;
  readonly loaded: Loaded;
  readonly obstacle: LockRow | LockWaitRow;
  readonly targets: readonly string[];
}

async function waitFor(tx: Tx, parts: EngineParts, { effect, loaded, obstacle, targets }: Waiting): Promise<void> {
  const { want, run } = effect;
  const at = parts.clock.now();
  if (obstacle.run !== run && (await closesCircle(tx, run, obstacle.run))) {
    await dispatch(tx, parts, loaded, circle(effect, obstacle));
    return;
  }
  const waits = await tx.locks.waits();
  if (!waits.some((wait) => wait.run === run && wait.lane === want.lane)) {
    await tx.locks.wait({ run, lane: want.lane, turn: want.turn, targets, since: at });
    if (obstacle.run !== run) await showWait(tx, loaded, { effect, obstacle, targets, at });
  }
  await tx.effects.later(run, want.key, at + pause);
}

const circle = ({ want }: EffectRow, { run }: { readonly run: string }): Happened =>
  answerTo(
    want,
    { name: 'REFUSED' },
    { cause: `Run ${run} holds what this step needs, and waits for what this run holds: neither would ever go on.` },
  );

async function showWait(
  tx: Tx,
  loaded: Loaded,
  {
    effect,
    obstacle,
    targets,
    at,
  }: { effect: EffectRow; obstacle: LockRow | LockWaitRow; targets: readonly string[]; at: number },
): Promise<void> {
  const { lane, turn, step, instance, attempt } = effect.want;
  const until = loaded.position.wants.find((want) => want.lane === lane && want.what === 'within')?.due ?? at;
  await putCard(
    tx,
    loaded,
    { at, kind: 'lock', lane, turn },
    {
      step,
      instance,
      attempt,
      until,
      target: 'target' in obstacle ? obstacle.target : (targets[0] ?? ''),
      holder: {
        run: obstacle.run,
        instance: 'instance' in obstacle ? obstacle.instance : obstacle.lane,
        since: obstacle.since,
      },
    },
  );
}
