import type { Account } from '../account.ts';
import { stateOf } from '../alarms/state.ts';
import type { Threshold } from './configuration.ts';
import { byAlarm, byBreaker, move, primaryOf, rollBack } from './deployments.ts';
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

/** Counts only while the PRIMARY is being rolled out. */
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

/** A task that ended by itself after it had come to run. */
export function recordExit(account: Account, { service, deployment }: ServiceTask): void {
  if (account.exitsCount) recordFailure(account, service, deployment);
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
  abandon(account, service, { by: 'circuit breaker', why: 'tasks failed to start.', rollback, reasons: byBreaker });
}

/** A deployment during which one of its alarms rings. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html */
export function watchAlarms(account: Account, service: Service): void {
  const { alarms } = service.configuration;
  const { isRollback, rollout } = primaryOf(service);
  if (!alarms?.enable || isRollback || rollout !== 'IN_PROGRESS') return;
  const ringing = account.alarms.find(
    (alarm) => alarms.alarmNames.includes(alarm.name) && stateOf(account, alarm).value === 'ALARM',
  );
  if (!ringing) return;
  const why = `alarm ${ringing.name} is in ALARM.`;
  abandon(account, service, { by: 'alarm', why, rollback: alarms.rollback, reasons: byAlarm });
}

interface Failed {
  readonly by: 'circuit breaker' | 'alarm';
  readonly why: string;
  readonly rollback: boolean;
  readonly reasons: Parameters<typeof rollBack>[2]['reasons'];
}

/** The PRIMARY has failed: ECS goes back, if it was told to and there is something to go back to, or leaves it as it is. */
function abandon(account: Account, service: Service, { by, why, rollback, reasons }: Failed): void {
  const deployment = primaryOf(service);
  deployment.rollout = 'FAILED';
  deployment.reason = `ECS deployment ${by}: ${why}`;
  note(account, service, `(deployment ${deployment.id}) deployment failed: ${why}`);
  const target = rollback && !deployment.isRollback ? service.completed : undefined;
  move(account, deployment.record, target ? 'ROLLBACK_IN_PROGRESS' : ended(deployment), deployment.reason);
  if (!target) return;
  note(account, service, `rolling back to deployment ${target.id}.`);
  rollBack(account, service, { from: deployment, to: target, reasons });
}

const ended = ({ isRollback }: Deployment) => (isRollback ? 'ROLLBACK_FAILED' : 'STOPPED');
