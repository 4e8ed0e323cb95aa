import type { Account } from '../account.ts';
import type { Threshold } from './configuration.ts';
import { byBreaker, move, primaryOf, rollBack } from './deployments.ts';
import { note } from './events.ts';
import type { Deployment, Service, ServiceTask } from './model.ts';

/** Failures in a row that are too many. Half the desired count, but at least 3 and at most 200, where nothing is said. */
export function threshold({ desired, configuration }: Service): number {
  const byDefault: Threshold = { type: 'BOUNDED_PERCENT', value: 50 };
  const { type, value } = configuration.deploymentCircuitBreaker.thresholdConfiguration ?? byDefault;
  if (type === 'COUNT') return value;
  const share = Math.ceil((desired * value) / 100);
  return type === 'UNBOUNDED_PERCENT' ? share : Math.min(200, Math.max(3, share));
}

/** Counts only while the PRIMARY is being rolled out. An exit after RUNNING is no failure in this sense. */
export function recordFailure(account: Account, service: Service, deployment: Deployment): void {
  if (deployment !== primaryOf(service) || deployment.rollout !== 'IN_PROGRESS') return;
  setFailures(deployment, deployment.failed + 1);
  deployment.updatedAt = account.now;
  trip(account, service, deployment);
}

/** A rollback shares the record of what it undoes, and must not change what that one counted. */
export function setFailures(deployment: Deployment, failed: number): void {
  deployment.failed = failed;
  if (!deployment.isRollback) deployment.record.failureCount = failed;
}

/** A task that never came to run delays the next launch of its deployment, longer each time. */
export function recordFailedStart(account: Account, task: ServiceTask): void {
  const { service, deployment, stoppedReason = '' } = task;
  if (stoppedReason.startsWith('CannotPull'))
    note(account, service, `was unable to place a task. Reason: ${stoppedReason}.`);
  const { backOff, backOffCap } = account.timings;
  const last = backOff.at(-1) ?? 0;
  const delay = backOff[deployment.neverRan] ?? last * 2 ** (deployment.neverRan - backOff.length + 1);
  deployment.launchAt = account.now + Math.min(delay, backOffCap) * 1_000;
  deployment.neverRan += 1;
  recordFailure(account, service, deployment);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html */
function trip(account: Account, service: Service, deployment: Deployment): void {
  const { enable, rollback } = service.configuration.deploymentCircuitBreaker;
  if (!enable || deployment.failed < threshold(service)) return;
  deployment.rollout = 'FAILED';
  deployment.reason = 'ECS deployment circuit breaker: tasks failed to start.';
  note(account, service, `(deployment ${deployment.id}) deployment failed: tasks failed to start.`);
  const target = rollback && !deployment.isRollback ? service.completed : undefined;
  move(account, deployment.record, target ? 'ROLLBACK_IN_PROGRESS' : ended(deployment), deployment.reason);
  if (!target) return;
  note(account, service, `rolling back to deployment ${target.id}.`);
  rollBack(account, service, { from: deployment, to: target, reasons: byBreaker });
}

const ended = ({ isRollback }: Deployment) => (isRollback ? 'ROLLBACK_FAILED' : 'STOPPED');
