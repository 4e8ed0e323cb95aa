import type { Account } from '../account.ts';
import type { Service, ServiceTask, Task, TaskStatus } from './model.ts';

/** Takes up room: everything that has not stopped, also what is stopping. */
export const isLive = (task: Task): boolean => task.status !== 'STOPPED';

/** Runs and is meant to. */
export const isServing = (task: Task): boolean => task.status === 'RUNNING' && task.desired === 'RUNNING';

const starting: readonly TaskStatus[] = ['PROVISIONING', 'PENDING', 'ACTIVATING'];

export const isStarting = (task: Task): boolean => starting.includes(task.status);

export const isProtected = (account: Account, task: Task): boolean => (task.protectedUntil ?? 0) > account.now;

export const liveTasks = (account: Account, service: Service): ServiceTask[] =>
  account.cluster.tasks.filter(isOf(service)).filter(isLive);

export const isOf =
  (service: Service) =>
  (task: Task): task is ServiceTask =>
    task.service === service;

/** Not one of those that RunTask started. */
export const isServiceTask = (task: Task): task is ServiceTask =>
  task.service !== undefined && task.deployment !== undefined;

/** Unhealthy if an essential container is; healthy if all of them are checked and found so. */
export function healthOf({ containers, status }: Task): 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN' {
  if (status !== 'RUNNING') return 'UNKNOWN';
  const essential = containers.filter(({ definition }) => definition.essential).map(({ health }) => health);
  if (essential.includes('UNHEALTHY')) return 'UNHEALTHY';
  return essential.includes('UNKNOWN') ? 'UNKNOWN' : 'HEALTHY';
}
