import { type Account, secondsSince } from '../account.ts';
import { isBalanced, isReached } from '../elb/balance.ts';
import type { HealthCheck } from './definition.ts';
import type { Container, Task } from './model.ts';
import { say } from './program.ts';
import { healthOf } from './tasks.ts';

/**
 * Probes a container at `startedAt + k · interval`. Failures inside the start period do not count; `retries` in a row make it
 * UNHEALTHY, one that passes makes it HEALTHY.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
 */
export function probe(account: Account, container: Container): void {
  const check = container.definition.healthCheck;
  if (!check || container.status !== 'RUNNING' || container.startedAt === undefined) return;
  const age = secondsSince(account, container.startedAt);
  if (age < (container.probes + 1) * check.interval) return;
  container.probes += 1;
  if (passes(account, container, check)) {
    container.health = 'HEALTHY';
    container.failedProbes = 0;
  } else if (age > check.startPeriod) {
    container.failedProbes += 1;
    if (container.failedProbes >= check.retries) container.health = 'UNHEALTHY';
  }
}

/** `["CMD-SHELL", "wget …"]` and `["CMD", "wget", …]` both call wget. */
function passes(account: Account, container: Container, { command }: HealthCheck): boolean {
  const tool = (command[1] ?? '').split(' ')[0] ?? '';
  if (container.program?.tools?.includes(tool)) return container.run.readyAt !== undefined;
  say(account, container, `/bin/sh: ${tool}: not found`);
  return false;
}

/**
 * Whether the scheduler may count on a task: its checks pass, those of load balancers too, or, without any, it has been running for 40 s.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-service-ecs.html
 */
export function isCounted(account: Account, task: Task): boolean {
  if (task.status !== 'RUNNING' || task.startedAt === undefined || !isReached(account, task)) return false;
  const checked = task.containers.some(({ definition }) => definition.essential && definition.healthCheck);
  if (checked) return healthOf(task) === 'HEALTHY' || (task.counted && healthOf(task) !== 'UNHEALTHY');
  return isBalanced(task) || secondsSince(account, task.startedAt) >= account.timings.unchecked;
}
