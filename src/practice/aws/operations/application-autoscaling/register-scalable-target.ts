import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import { newTargetArn } from '../../application-autoscaling/load.ts';
import type { ScalableTarget, Suspended } from '../../application-autoscaling/model.ts';
import { flag, needed, number, object, refuseUnknown, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { checkAsked, validation } from './asked-of.ts';

const unsuspended: Suspended = { in: false, out: false, scheduled: false };

/** Makes a target, or changes the members that are given of one that there is. */
const registerScalableTarget: Operation = {
  service: 'application-autoscaling',
  name: 'RegisterScalableTarget',
  isWrite: true,
  members: ['ServiceNamespace', 'ResourceId', 'ScalableDimension', 'MinCapacity', 'MaxCapacity', 'SuspendedState'],
  resource: ({ scalableTargets }, params) => scalableTargets.get(text(params, 'ResourceId') ?? '')?.arn ?? '*',
  perform(account, params) {
    checkAsked(params);
    const resource = needed(text, params, 'ResourceId');
    const before = account.scalableTargets.get(resource);
    const target = {
      ...(before ?? newTarget(account, resource)),
      ...boundsOf(params, before),
      suspended: suspendedBy(params, before?.suspended),
    };
    account.scalableTargets.set(resource, target);
    return { ScalableTargetARN: target.arn };
  },
};

function newTarget(account: Account, resource: string) {
  const [, cluster, name = ''] = resource.split('/');
  if (cluster !== account.cluster.name || !account.cluster.services.has(name))
    throw validation(`ECS service doesn't exist: ${resource}`);
  return { arn: newTargetArn(account), resource, createdAt: account.now, lookedAt: account.now };
}

function boundsOf(params: JsonObject, before: ScalableTarget | undefined) {
  const min = number(params, 'MinCapacity') ?? before?.min;
  const max = number(params, 'MaxCapacity') ?? before?.max;
  if (min === undefined || max === undefined)
    throw validation('Both MinCapacity and MaxCapacity are needed to register a new scalable target.');
  if (min > max) throw validation('Maximum capacity cannot be less than minimum capacity.');
  return { min, max };
}

function suspendedBy(params: JsonObject, before = unsuspended): Suspended {
  const given = object(params, 'SuspendedState') ?? {};
  const known = ['DynamicScalingInSuspended', 'DynamicScalingOutSuspended', 'ScheduledScalingSuspended'];
  refuseUnknown(given, known, 'SuspendedState');
  return {
    in: flag(given, 'DynamicScalingInSuspended') ?? before.in,
    out: flag(given, 'DynamicScalingOutSuspended') ?? before.out,
    scheduled: flag(given, 'ScheduledScalingSuspended') ?? before.scheduled,
  };
}

export default registerScalableTarget;
