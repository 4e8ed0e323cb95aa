import type { Read, Task, TaskDefinition } from './ports.ts';

/** Milliseconds after RUNNING from which ECS counts a task without any health check as healthy. */
export const trustedAfter = 40_000;

/** Whether ECS can tell by itself that a task of this definition is healthy. */
export const hasHealthCheck = ({ containers }: TaskDefinition): boolean =>
  containers.some(({ essential, hasHealthCheck: checked }) => essential && checked);

/** As the ECS scheduler counts: passed its health check, or has run for 40 s where there is none. A load balancer's view is part of the rollout's state, not of this. */
export function isHealthy(task: Task, checked: boolean, now: number): boolean {
  if (task.lastStatus !== 'RUNNING' || task.desiredStatus !== 'RUNNING') return false;
  if (checked) return task.health === 'HEALTHY';
  return task.startedAt !== undefined && task.startedAt + trustedAfter <= now;
}

export const countHealthy = (tasks: readonly Task[], checked: boolean, now: number): number =>
  tasks.filter((task) => isHealthy(task, checked, now)).length;

/** Tells the healthy ones of these tasks, each by its own task definition. */
export async function healthOf(tasks: readonly Task[], read: Read, now: number): Promise<(task: Task) => boolean> {
  const used = [...new Set(tasks.map(({ taskDefinition }) => taskDefinition))];
  const definitions = await Promise.all(used.map((arn) => read.ecs.taskDefinition(arn)));
  const checked = new Map(used.map((arn, n) => [arn, definitions[n] !== undefined && hasHealthCheck(definitions[n])]));
  return (task) => isHealthy(task, checked.get(task.taskDefinition) ?? false, now);
}
