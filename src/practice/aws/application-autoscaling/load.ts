import type { ScalableTargetSeed } from '#practice/worlds/seeds/scalable-targets.ts';
import type { World } from '#practice/worlds/world.ts';
import { type Account, arnOf } from '../account.ts';
import type { ScalableTarget } from './model.ts';

type Place = Pick<Account, 'id' | 'region' | 'random'>;

/** By resource. */
export const loadScalableTargets = (here: World, place: Place, now: number): Map<string, ScalableTarget> =>
  new Map((here.scalableTargets ?? []).map((seed) => scalableTarget(seed, { ...place, cluster: here.cluster }, now)));

function scalableTarget(
  { service, min, max, suspended = {} }: ScalableTargetSeed,
  place: Place & { readonly cluster: string },
  now: number,
): [string, ScalableTarget] {
  const resource = `service/${place.cluster}/${service}`;
  const { in: scaleIn = false, out = false, scheduled = false } = suspended;
  const arn = newTargetArn(place);
  return [
    resource,
    { arn, resource, createdAt: now, min, max, suspended: { in: scaleIn, out, scheduled }, lookedAt: now },
  ];
}

export const newTargetArn = (place: Place): string =>
  arnOf(place, 'application-autoscaling', `scalable-target/${place.random.hex(32)}`);
