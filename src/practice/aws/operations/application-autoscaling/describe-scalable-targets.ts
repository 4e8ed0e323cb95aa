import type { JsonObject } from '#domain/json.ts';
import { dimension, type ScalableTarget } from '../../application-autoscaling/model.ts';
import { seconds } from '../../ecs/show-service.ts';
import { number, text, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { checkAsked } from './asked-of.ts';

const describeScalableTargets: Operation = {
  service: 'application-autoscaling',
  name: 'DescribeScalableTargets',
  isWrite: false,
  members: ['ServiceNamespace', 'ResourceIds', 'ScalableDimension', 'MaxResults', 'NextToken'],
  perform(account, params) {
    checkAsked(params);
    const asked = texts(params, 'ResourceIds');
    const found = [...account.scalableTargets.values()].filter(({ resource }) => asked?.includes(resource) ?? true);
    const { items, next } = page(found, number(params, 'MaxResults') ?? 50, text(params, 'NextToken'));
    return { ScalableTargets: items.map((target) => show(account.id, target)), ...withToken('NextToken', next) };
  },
};

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalableTarget.html */
const show = (id: string, { arn, resource, min, max, suspended, createdAt }: ScalableTarget): JsonObject => ({
  ServiceNamespace: 'ecs',
  ResourceId: resource,
  ScalableDimension: dimension,
  MinCapacity: min,
  MaxCapacity: max,
  RoleARN: `arn:aws:iam::${id}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService`,
  CreationTime: seconds(createdAt),
  SuspendedState: {
    DynamicScalingInSuspended: suspended.in,
    DynamicScalingOutSuspended: suspended.out,
    ScheduledScalingSuspended: suspended.scheduled,
  },
  ScalableTargetARN: arn,
});

export default describeScalableTargets;
