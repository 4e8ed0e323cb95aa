import { type Account, secondsSince } from '../account.ts';
import { note } from '../ecs/events.ts';
import type { ScalableTarget } from './model.ts';

/** Seconds between two looks at a target. */
const interval = 60;

/** Once a simulated minute a count outside its bounds is set to the nearer one, unless that direction is suspended. */
export function keepBounds(account: Account): void {
  for (const target of account.scalableTargets.values()) {
    if (secondsSince(account, target.lookedAt) < interval) continue;
    target.lookedAt = account.now;
    keepWithin(account, target);
  }
}

function keepWithin(account: Account, target: ScalableTarget): void {
  const service = account.cluster.services.get(target.resource.slice(target.resource.lastIndexOf('/') + 1));
  const wanted = service && wantedCount(target, service.desired);
  if (!service || !wanted) return;
  service.desired = wanted.count;
  service.isSteady = false;
  note(account, service, `has set its desired count to ${wanted.count}. Cause: ${wanted.cause}`);
}

function wantedCount({ min, max, suspended }: ScalableTarget, desired: number) {
  if (desired < min && !suspended.out) return { count: min, cause: `minimum capacity was set to ${min}` };
  if (desired > max && !suspended.in) return { count: max, cause: `maximum capacity was set to ${max}` };
  return undefined;
}
