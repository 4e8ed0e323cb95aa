import { type Account, secondsSince } from '../account.ts';
import { bounds } from './bounds.ts';
import { recordFailure } from './breaker.ts';
import { note } from './events.ts';
import { launch } from './launch.ts';
import { stopTask } from './lifecycle.ts';
import type { Service, Task } from './model.ts';
import { healthOf, isServing, isStarting, liveTasks } from './tasks.ts';

/**
 * An unhealthy task gets its replacement, of its own deployment, before it is stopped, if the maximum leaves room for one more.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-maintenance.html
 */
export function replaceUnhealthy(account: Account, service: Service): void {
  for (const task of liveTasks(account, service))
    if (isServing(task) && healthOf(task) === 'UNHEALTHY' && !isInGrace(account, service, task))
      replace(account, service, task);
}

function replace(account: Account, service: Service, task: Task): void {
  if (task.replacement && isUndecided(task.replacement)) return;
  const hasRoom = !task.replacement && liveTasks(account, service).length < bounds(service).maximum;
  const [replacement] = hasRoom ? launch(account, service, task.deployment, 1) : [];
  if (replacement) task.replacement = replacement;
  else giveUp(account, service, task);
}

/** Neither counted nor failed yet. */
const isUndecided = (task: Task): boolean =>
  task.desired === 'RUNNING' && (isStarting(task) || (!task.counted && healthOf(task) !== 'UNHEALTHY'));

const isInGrace = (account: Account, { grace }: Service, { startedAt }: Task): boolean =>
  startedAt !== undefined && secondsSince(account, startedAt) < grace;

function giveUp(account: Account, service: Service, task: Task): void {
  note(account, service, `(task ${task.id}) failed container health checks.`);
  stopTask(account, task, 'ServiceSchedulerInitiated', 'Task failed container health checks');
  recordFailure(account, service, task.deployment);
  const { replacement } = account.timings;
  const delay = replacement[Math.min(service.healthFailures, replacement.length - 1)] ?? 0;
  service.replaceAt = account.now + delay * 1_000;
  service.healthFailures += 1;
}
