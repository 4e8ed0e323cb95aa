import type { JsonObject } from '#domain/json.ts';
import type { AwsRequest, IamStatement } from '../contract.ts';
import { shortName } from '../ecs-words.ts';
import type { ParkedService, ParkMemory } from './memory.ts';

/** One request, and the service that it is about. */
export interface Step {
  readonly kind: 'tag' | 'scaling' | 'count' | 'untag';
  readonly of: ParkedService;
}

/** The count is stored before it is changed, and forgotten after it was restored: whatever gets lost between, it can be put back. */
const orders = { park: ['tag', 'scaling', 'count'], unpark: ['count', 'scaling', 'untag'] } as const;

const isNeeded: Readonly<Record<Step['kind'], (of: ParkedService) => boolean>> = {
  tag: ({ tags: { before, after } }) => Object.entries(after).some(([name, value]) => before[name] !== value),
  scaling: ({ scaling }) => scaling !== undefined,
  count: ({ scale: { before, desired } }) => before !== desired,
  untag: ({ tags: { before, after } }) => Object.keys(before).some((name) => after[name] === undefined),
};

export const stepsOf = ({ way, services }: ParkMemory): readonly Step[] =>
  services.flatMap((of) => orders[way].filter((kind) => isNeeded[kind](of)).map((kind) => ({ kind, of })));

/** Names of the tags that are taken off. */
export const untagged = ({ tags: { before, after } }: ParkedService): readonly string[] =>
  Object.keys(before).filter((name) => after[name] === undefined);

function scaling({ scale: { cluster, service }, scaling: change }: ParkedService): JsonObject {
  const after = change?.after;
  return {
    ServiceNamespace: 'ecs',
    ResourceId: `service/${shortName(cluster)}/${service}`,
    ScalableDimension: 'ecs:service:DesiredCount',
    SuspendedState: {
      DynamicScalingInSuspended: after?.in ?? false,
      DynamicScalingOutSuspended: after?.out ?? false,
      ScheduledScalingSuspended: after?.scheduled ?? false,
    },
  };
}

const operations: Readonly<
  Record<Step['kind'], Omit<AwsRequest, 'params'> & { readonly params: (of: ParkedService) => JsonObject }>
> = {
  tag: {
    service: 'ecs',
    operation: 'TagResource',
    params: ({ scale, tags }) => ({
      resourceArn: scale.arn,
      tags: Object.entries(tags.after).map(([key, value]) => ({ key, value })),
    }),
  },
  scaling: { service: 'application-autoscaling', operation: 'RegisterScalableTarget', params: scaling },
  count: {
    service: 'ecs',
    operation: 'UpdateService',
    params: ({ scale: { cluster, service, desired } }) => ({ cluster, service, desiredCount: desired }),
  },
  untag: {
    service: 'ecs',
    operation: 'UntagResource',
    params: (of) => ({ resourceArn: of.scale.arn, tagKeys: untagged(of) }),
  },
};

export function requestOf({ kind, of }: Step): AwsRequest {
  const { params, ...named } = operations[kind];
  return { ...named, params: params(of) };
}

/** One statement for each operation. */
export function permissions(plan: ParkMemory): readonly IamStatement[] {
  const steps = stepsOf(plan);
  return [...new Set(steps.map(({ kind }) => kind))].map((kind) => ({
    Effect: 'Allow',
    Action: [`${operations[kind].service}:${operations[kind].operation}`],
    Resource: steps
      .filter((step) => step.kind === kind)
      .map(({ of }) => (kind === 'scaling' ? (of.scaling?.arn ?? '') : of.scale.arn)),
  }));
}
