import type { PlanRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';

/** The plans of a step and of its items, newest first. */
export async function newestPlans(tx: Tx, run: string, step: string): Promise<readonly PlanRow[]> {
  const own = (await tx.plans.ofRun(run)).filter(
    ({ instance }) => instance === step || instance.startsWith(`${step}~`),
  );
  return own.toSorted((a, b) => b.at - a.at);
}
