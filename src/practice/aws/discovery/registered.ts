import type { JsonObject } from '#domain/json.ts';
import { type Account, secondsSince } from '../account.ts';
import type { Task } from '../ecs/model.ts';
import { healthOf, isServing } from '../ecs/tasks.ts';
import { text } from '../params.ts';
import type { DiscoveryService } from './model.ts';

/** An instance as DiscoverInstances tells it, all but the names it was asked for. */
export interface Registered {
  readonly id: string;
  readonly health: 'HEALTHY' | 'UNHEALTHY';
  readonly attributes: JsonObject;
}

/** What is registered: running tasks, once ECS has had the time, and what nobody took out. */
export const registered = (account: Account, service: DiscoveryService): readonly Registered[] => [
  ...account.cluster.tasks
    .filter((task) => isServing(task) && registersIn(task, service) && hasHadTime(account, task))
    .map((task) => instance(account, task)),
  ...service.stale.map(
    (ip, n): Registered => ({ id: `stale-${n}`, health: 'HEALTHY', attributes: { AWS_INSTANCE_IPV4: ip } }),
  ),
];

/** Whether the task's service had its tasks registered there when the task's deployment began. */
export const registersIn = ({ deployment }: Task, { arn }: DiscoveryService): boolean =>
  (deployment?.revision.settings.registries ?? []).some((one) => text(one, 'registryArn') === arn);

const hasHadTime = (account: Account, { startedAt }: Task): boolean =>
  startedAt !== undefined && secondsSince(account, startedAt) >= account.timings.registration;

/** ECS tells Cloud Map what its own health check found. */
const instance = ({ cluster }: Account, task: Task): Registered => ({
  id: task.id,
  health: healthOf(task) === 'UNHEALTHY' ? 'UNHEALTHY' : 'HEALTHY',
  attributes: {
    AWS_INSTANCE_IPV4: task.interface?.privateIp ?? '',
    ECS_CLUSTER_NAME: cluster.name,
    ECS_SERVICE_NAME: task.service?.name ?? '',
  },
});
