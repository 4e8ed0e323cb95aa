import type { Ctx } from './contract.ts';
import { causeOf, failedByItself, primaryOf, shortName } from './ecs-words.ts';
import { healthOf } from './health.ts';
import type { Deployment, EcsServiceState, Read, Task } from './ports.ts';

/** A service's tasks, and which of them are healthy. */
export interface Herd {
  readonly service: EcsServiceState;
  readonly primary: Deployment;
  /** Those that should run, oldest first. */
  readonly running: readonly Task[];
  /** Asked to stop, and not ended yet. */
  readonly ending: readonly Task[];
  /** Of the PRIMARY: those that stopped within the last hour and were meant to run. */
  readonly failed: readonly Task[];
  isHealthy(task: Task): boolean;
}

/** @returns the reason where there is no such service at work */
export async function readHerd(cluster: string, name: string, read: Read, { now }: Ctx): Promise<Herd | string> {
  const service = await read.ecs.service(cluster, name);
  if (!service) return `There is no service ${name} in ${cluster}.`;
  if (service.status !== 'ACTIVE') return `${name} is ${service.status}, not ACTIVE.`;
  const primary = primaryOf(service);
  if (!primary) return `ECS shows no primary deployment of ${name}.`;
  const [running, stopped] = await Promise.all([
    read.ecs.tasks(cluster, name, 'RUNNING'),
    read.ecs.tasks(cluster, name, 'STOPPED'),
  ]);
  return {
    service,
    primary,
    running: [...running].sort((a, b) => a.createdAt - b.createdAt || a.arn.localeCompare(b.arn)),
    ending: stopped.filter(({ lastStatus }) => lastStatus !== 'STOPPED'),
    failed: stopped.filter(
      (task) => task.startedBy === primary.id && task.stopCode !== 'UserInitiated' && failedByItself(task),
    ),
    isHealthy: await healthOf(running, read, now),
  };
}

export const healthyCount = ({ running, isHealthy }: Herd): number => running.filter((task) => isHealthy(task)).length;

/** Why the newest deployment does not get its tasks healthy, if it does not. */
export function failing({ primary, running, failed, isHealthy }: Herd): string | undefined {
  const own = running.filter(({ startedBy }) => startedBy === primary.id);
  if (own.some((task) => isHealthy(task)) && primary.rollout !== 'FAILED') return undefined;
  const ill = own.filter(({ health }) => health === 'UNHEALTHY');
  const said = [
    ...(primary.rollout === 'FAILED' ? [primary.rolloutReason] : []),
    ...(ill.length > 0 ? [`${ill.length} of its tasks UNHEALTHY`] : []),
    ...failed.slice(-1).map((task) => `${failed.length} of its tasks stopped: ${causeOf(task)}`),
  ];
  if (said.length === 0) return undefined;
  return `the newest deployment ${primary.id} (${shortName(primary.taskDefinition)}) itself fails: ${said.join('; ')}`;
}
