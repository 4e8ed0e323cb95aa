import type { JsonObject } from '#domain/json.ts';
import type { AwsRequest, IamStatement } from '../contract.ts';
import type { Definition } from '../ports/revision-read.ts';
import { accountOf } from './arn.ts';
import type { DeployMemory } from './memory.ts';

/** By this tag a revision is known to be ours, also when the answer to its registration was lost. */
export const runTag = 'stepward:run';

/** Tags of the revision before go along, as ECS would drop them. */
export function register(
  { tag }: Pick<DeployMemory, 'tag'>,
  content: JsonObject,
  tags: Definition['tags'],
): AwsRequest {
  const kept = tags.filter(({ key }) => key !== runTag && !key.startsWith('aws:')).map((each) => ({ ...each }));
  const params = { ...content, tags: [...kept, { key: runTag, value: tag }] };
  return { service: 'ecs', operation: 'RegisterTaskDefinition', params };
}

/** No count: the service keeps the one that it has. */
function update({ cluster, service, existing }: DeployMemory): AwsRequest {
  const taskDefinition = existing ?? { $answer: 0, path: 'task_definition' };
  return { service: 'ecs', operation: 'UpdateService', params: { cluster, service, taskDefinition } };
}

export const deployRequests = (
  plan: DeployMemory,
  content: JsonObject,
  tags: Definition['tags'],
): readonly AwsRequest[] => [...(plan.existing === undefined ? [register(plan, content, tags)] : []), update(plan)];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html */
export function deployPermissions({ arn, existing, family, roles }: DeployMemory): readonly IamStatement[] {
  const update: IamStatement = { Effect: 'Allow', Action: ['ecs:UpdateService'], Resource: [arn] };
  if (existing !== undefined) return [update];
  const definitions = `${accountOf(arn)}:task-definition/${family}:*`;
  return [
    { Effect: 'Allow', Action: ['ecs:RegisterTaskDefinition', 'ecs:TagResource'], Resource: [definitions] },
    ...(roles.length === 0 ? [] : [{ Effect: 'Allow' as const, Action: ['iam:PassRole'], Resource: roles }]),
    update,
  ];
}
