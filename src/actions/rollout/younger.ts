import type { Deployment, EcsServiceState } from '../ports.ts';
import type { Rollout } from './rollout.ts';

/** Milliseconds by which AWS's clock and ours may differ. */
export const skew = 5_000;

export const isRollback = ({ rolloutReason }: Deployment): boolean => /roll(?:ing|ed) back/i.test(rolloutReason);

interface Younger {
  /** Where no answer told its id, the deployment that our call started is known by what it runs; whoever asked for it. */
  readonly ours?: Deployment;
  readonly others: readonly Deployment[];
}

/**
 * The deployments that began after a call of ours.
 * @param sentAt epoch milliseconds by our clock
 */
export function younger({ deployments }: EcsServiceState, plan: Rollout, sentAt: number): Younger {
  const after = deployments.filter(({ id, createdAt }) => id !== plan.primary && createdAt >= sentAt - skew);
  const ours = after.find((each) => each.taskDefinition === plan.taskDefinition && !isRollback(each));
  return ours ? { ours, others: after.filter((each) => each !== ours) } : { others: after };
}
