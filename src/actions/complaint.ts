import type { Ctx } from './contract.ts';
import type { EcsServiceState } from './ports.ts';

const trouble = /unable to (?:place|consistently start|stop or start|scale in)/;
const goesOn = /has started \d+ tasks/;
/** A host port is free only once the old task has stopped, which may take 30 s; until then ECS cannot place the new one, and says so. */
const toBeExpected = 60_000;

/** What ECS has complained about since the attempt began, unless it has started a task after that. */
export function complaint({ events }: EcsServiceState, { now, since = now }: Ctx): string | undefined {
  if (now - since <= toBeExpected) return undefined;
  const newest = events.find(({ at, message }) => at >= since && (trouble.test(message) || goesOn.test(message)));
  return newest && trouble.test(newest.message) ? newest.message : undefined;
}
