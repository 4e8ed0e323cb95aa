import { failedByItself, primaryOf } from '../ecs-words.ts';
import { healthOf } from '../health.ts';
import type { Deployment, EcsServiceState, Read, Task } from '../ports.ts';

/** A service and its tasks, as one look shows them. */
export interface Standing {
  readonly now: number;
  readonly service: EcsServiceState;
  readonly primary: Deployment | undefined;
  /** Those that should run, oldest first. */
  readonly running: readonly Task[];
  /** Those of the last hour that stopped, or are stopping, although nobody asked them to; newest first. */
  readonly failed: readonly Task[];
  isHealthy(task: Task): boolean;
}

/** When a task's end began. */
export const endOf = ({ stoppingAt, stoppedAt, createdAt }: Task): number => stoppingAt ?? stoppedAt ?? createdAt;

export async function standingOf(service: EcsServiceState, read: Read, now: number): Promise<Standing> {
  const [running, stopped] = await Promise.all([
    read.ecs.tasks(service.cluster, service.name, 'RUNNING'),
    read.ecs.tasks(service.cluster, service.name, 'STOPPED'),
  ]);
  return {
    now,
    service,
    primary: primaryOf(service),
    running: [...running].sort((a, b) => a.createdAt - b.createdAt),
    failed: stopped
      .filter((task) => task.stopCode !== 'UserInitiated' && failedByItself(task))
      .sort((a, b) => endOf(b) - endOf(a)),
    isHealthy: await healthOf(running, read, now),
  };
}

export const healthyOf = ({ running, isHealthy }: Standing): number => running.filter((task) => isHealthy(task)).length;
