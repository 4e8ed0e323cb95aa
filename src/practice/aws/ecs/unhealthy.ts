import { type Account, secondsSince } from '../account.ts';
import { unreachedOf } from '../elb/balance.ts';
import { bounds } from './bounds.ts';
import { recordFailure } from './breaker.ts';
import { note } from './events.ts';
import { launch } from './launch.ts';
import { stopTask } from './lifecycle.ts';
import type { Service, ServiceTask } from './model.ts';
import { healthOf, isServing, isStarting, liveTasks } from './tasks.ts';

/**
 * An unhealthy task gets its replacement, of its own deployment, before it is stopped, if the maximum leaves room for one more.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-maintenance.html
 */
export function replaceUnhealthy(account: Account, service: Service): void {
  for (const task of liveTasks(account, service))
    if (isServing(task) && !isInGrace(account, service, task)) {
      const failure = failureOf(account, task);
      if (failure) replace(account, service, task, failure);
    }
}

interface HealthFailure {
  /** What is said of it among the service's events. */
  readonly event: string;
  readonly stoppedReason: string;
}

/** What is wrong with a task: its container health check, or that of a load balancer. */
function failureOf(account: Account, task: ServiceTask): HealthFailure | undefined {
  if (healthOf(task) === 'UNHEALTHY') {
    const failed = 'failed container health checks';
    return { event: `(task ${task.id}) ${failed}.`, stoppedReason: `Task ${failed}` };
  }
  const { target, group } = unreachedOf(account, task) ?? {};
  if (!target || !group) return undefined;
  const where = `(target-group ${group.arn})`;
  return {
    event: `(port ${target.port}) is unhealthy in ${where} due to (reason ${target.seen?.description}).`,
    stoppedReason: `Task failed ELB health checks in ${where}`,
  };
}

function replace(account: Account, service: Service, task: ServiceTask, failure: HealthFailure): void {
  if (task.replacement && isUndecided(account, task.replacement)) return;
  const hasRoom = !task.replacement && liveTasks(account, service).length < bounds(service).maximum;
  const [replacement] = hasRoom ? launch(account, service, task.deployment, 1) : [];
  if (replacement) task.replacement = replacement;
  else giveUp(account, service, task, failure);
}

/** Neither counted nor failed yet. */
const isUndecided = (account: Account, task: ServiceTask): boolean =>
  task.desired === 'RUNNING' && (isStarting(task) || (!task.counted && failureOf(account, task) === undefined));

const isInGrace = (account: Account, { grace }: Service, { startedAt }: ServiceTask): boolean =>
  startedAt !== undefined && secondsSince(account, startedAt) < grace;

function giveUp(account: Account, service: Service, task: ServiceTask, { event, stoppedReason }: HealthFailure): void {
  note(account, service, event);
  stopTask(account, task, 'ServiceSchedulerInitiated', stoppedReason);
  recordFailure(account, service, task.deployment);
  const { replacement } = account.timings;
  const delay = replacement[Math.min(service.healthFailures, replacement.length - 1)] ?? 0;
  service.replaceAt = account.now + delay * 1_000;
  service.healthFailures += 1;
}
