import { sayDuration } from '#domain/duration.ts';
import type { Ctx } from '../contract.ts';
import { limits, primaryOf, shortName, tasksInWords } from '../ecs-words.ts';
import type { EcsServiceState, Read, TaskDefinition } from '../ports.ts';

/** Why ECS would not replace the tasks of a service, in whatever way. */
export function refuseUnmanaged(service: EcsServiceState): string | undefined {
  const { name, status, controller } = service;
  if (status !== 'ACTIVE') return `${name} is ${status}, not ACTIVE.`;
  if (controller !== 'ECS') return `Deployments of ${name} are controlled by ${controller}, not by ECS.`;
  return primaryOf(service) ? undefined : `ECS shows no primary deployment of ${name}.`;
}

/** The deployment that goes on, in words. */
export function inProgress(service: EcsServiceState, { now }: Ctx): string | undefined {
  const primary = primaryOf(service);
  if (primary?.rollout !== 'IN_PROGRESS') return undefined;
  return `Deployment ${primary.id} of ${service.name} (${shortName(primary.taskDefinition)}) has been in progress for ${sayDuration(now - primary.createdAt)}.`;
}

/** Why the tasks of a service cannot be replaced now: also a deployment that goes on keeps it. */
export function refuseReplacing(service: EcsServiceState, ctx: Ctx): string | undefined {
  const goingOn = inProgress(service, ctx);
  const advice = 'Wait for it, or mend what keeps it from completing.';
  return refuseUnmanaged(service) ?? (goingOn === undefined ? undefined : `${goingOn} ${advice}`);
}

/** Whether the minimum of healthy tasks lets ECS stop one before the next one runs. */
const stopsFirst = (service: EcsServiceState): boolean => limits(service).fewest < service.desired;

function refuseArithmetic(service: EcsServiceState): string | undefined {
  if (stopsFirst(service) || limits(service).most > service.desired) return undefined;
  const { name, minimumHealthyPercent: min, maximumPercent: max, desired } = service;
  return `With minimumHealthyPercent ${min} and maximumPercent ${max}, ECS may neither stop one of the ${tasksInWords(desired)} of ${name} nor start another.`;
}

/**
 * A task that takes a port of its instance cannot run twice there, so a rolling deployment that must not stop first needs another instance.
 * Whether a placement constraint allows that instance cannot be told from here; then no room is assumed.
 */
async function refusePorts({ service, definition, instead }: Rolling, read: Read): Promise<string | undefined> {
  const ports = [...new Set(definition.containers.flatMap(({ hostPorts }) => hostPorts))];
  if (ports.length === 0 || stopsFirst(service)) return undefined;
  const [hosts, tasks] = await Promise.all([
    read.ecs.hosts(service.cluster),
    read.ecs.tasks(service.cluster, service.name, 'RUNNING'),
  ]);
  const constrained = [...service.placementConstraints, ...definition.placementConstraints].length > 0;
  const free = hosts.filter(({ arn, active }) => active && tasks.every((task) => task.containerInstance !== arn));
  if (free.length > 0 && !constrained) return undefined;
  const named = `port${ports.length > 1 ? 's' : ''} ${ports.join(', ')}`;
  return `Each task of ${service.name} takes ${named} of its instance, which leaves no room for a second task beside it: ${instead}.`;
}

interface Rolling {
  readonly service: EcsServiceState;
  readonly definition: TaskDefinition;
  /** What to do where there is no room for a second task beside one that takes a port. */
  readonly instead: string;
}

/** Why the tasks of this service cannot be replaced by a rolling deployment. */
export async function refuseRolling(rolling: Rolling, read: Read): Promise<string | undefined> {
  const { name, strategy } = rolling.service;
  if (strategy !== 'ROLLING')
    return `${name} deploys by ${strategy}, whose steps cannot be proven yet. Only ROLLING can be.`;
  return refuseArithmetic(rolling.service) ?? refusePorts(rolling, read);
}
