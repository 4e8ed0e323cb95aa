import type { Want } from '#machine/wants.ts';
import { repeats } from './members.ts';
import type { AskRow } from './rows.ts';
import { type Loaded, pathTo } from './run.ts';
import type { Tx } from './store.ts';

/** Lane of the together step that this lane belongs to, if any: the outermost one, and where that stands in a repeated group, in the same item's lane. */
export function togetherLane({ definition }: Loaded, { lane, step }: Pick<Want, 'lane' | 'step'>): string | undefined {
  const path = pathTo(definition, step);
  const at = path.findIndex((around) => 'together' in around && around.together);
  const around = path[at];
  if (!around || around.id === lane) return undefined;
  const repeated = path.slice(0, at).some((outer) => repeats(outer));
  return repeated ? lane.replace(step, around.id) : around.id;
}

/** The ask that covers this instance together with others: the newest of the step around it that was approved. */
export async function coveringAsk(tx: Tx, loaded: Loaded, want: Want): Promise<AskRow | undefined> {
  const around = togetherLane(loaded, want);
  if (around === undefined || want.together) return undefined;
  const asks = (await tx.asks.ofRun(loaded.row.run)).filter(
    ({ lane, state }) => lane === around && (state === 'approved' || state === 'used'),
  );
  return asks.sort((a, b) => a.openedAt - b.openedAt).at(-1);
}

/** Whether the plan at hand is exactly the one that was shown on the approved card. The machine knows whether it still may be used. */
export async function isCovered(tx: Tx, loaded: Loaded, want: Want): Promise<boolean> {
  const ask = await coveringAsk(tx, loaded, want);
  const plan = await tx.plans.get(loaded.row.run, want.instance, want.attempt);
  return ask?.covers.some(({ instance, content }) => instance === want.instance && content === plan?.content) ?? false;
}
