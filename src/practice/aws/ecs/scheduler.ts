import { type Account, secondsSince } from '../account.ts';
import { bounds } from './bounds.ts';
import { setFailures, watchAlarms } from './breaker.ts';
import { finish, primaryOf, settleRecords, settleReturned } from './deployments.ts';
import { note, noteOnceAMinute } from './events.ts';
import { isCounted } from './health.ts';
import { launch, said } from './launch.ts';
import { stopTask } from './lifecycle.ts';
import type { Service, ServiceTask } from './model.ts';
import { advance, mayLaunch, mayStopOld, shiftOf } from './shift/advance.ts';
import { isProtected, liveTasks } from './tasks.ts';
import { replaceUnhealthy } from './unhealthy.ts';

/**
 * One look of the service scheduler: bring the PRIMARY's tasks to the desired count and end the older deployments' tasks, with never
 * fewer than `minimum` healthy tasks and never more than `maximum` live ones.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
 */
export function schedule(account: Account, service: Service): void {
  settleRecords(account, service);
  count(account, service);
  if (service.isSteady && isDone(account, service)) return;
  watchAlarms(account, service);
  advance(account, service);
  replaceUnhealthy(account, service);
  const started = launchMissing(account, service);
  const stopped = [...stopOld(account, service), ...scaleIn(account, service)];
  if (stopped.length > 0) note(account, service, `has stopped ${said(stopped, 'running ')}.`);
  watchForStall(account, service, started + stopped.length > 0);
  dropEmptied(account, service);
  complete(account, service);
}

/** Notices which tasks came to count as healthy; the first one ends a row of failures. */
function count(account: Account, service: Service): void {
  for (const task of liveTasks(account, service)) {
    if (task.status === 'RUNNING') task.deployment.neverRan = 0;
    if (task.desired === 'STOPPED' || isCounted(account, task) === task.counted) continue;
    task.counted = !task.counted;
    if (!task.counted) continue;
    if (service.configuration.deploymentCircuitBreaker.resetOnHealthyTask !== false) setFailures(task.deployment, 0);
    service.healthFailures = 0;
  }
}

/** Stopping tasks still take up room under the maximum, so that a replacement waits for them where the maximum is 100 %. */
function launchMissing(account: Account, service: Service): number {
  const primary = primaryOf(service);
  if (
    !mayLaunch(service) ||
    primary.rollout === 'FAILED' ||
    account.now < Math.max(primary.launchAt, service.replaceAt)
  )
    return 0;
  const live = liveTasks(account, service);
  const wanted =
    service.desired - live.filter((task) => task.deployment === primary && task.desired === 'RUNNING').length;
  return launch(account, service, primary, Math.min(wanted, bounds(service).maximum - live.length)).length;
}

/** Oldest first; one that does not count costs nothing, one that does needs another to take its place. */
function stopOld(account: Account, service: Service): ServiceTask[] {
  const primary = primaryOf(service);
  const active = liveTasks(account, service).filter(({ desired }) => desired === 'RUNNING');
  const old = active.filter(({ deployment }) => deployment !== primary && mayStopOld(service, deployment));
  let spare = active.filter(({ counted }) => counted).length - bounds(service).minimum;
  const stopped: ServiceTask[] = [];
  for (const task of old) {
    if (isProtected(account, task)) {
      noteOnceAMinute(account, service, held(1));
    } else if (!task.counted || spare > 0) {
      if (task.counted) spare -= 1;
      stopTask(account, task, 'ServiceSchedulerInitiated', scaling(task));
      stopped.push(task);
    }
  }
  return stopped;
}

/** The newest first, down to the desired count; protected tasks stay, whatever their age. */
function scaleIn(account: Account, service: Service): ServiceTask[] {
  const primary = primaryOf(service);
  const active = liveTasks(account, service).filter(
    (task) => task.deployment === primary && task.desired === 'RUNNING',
  );
  const surplus = Math.max(0, active.length - service.desired);
  const stopped = active
    .filter((task) => !isProtected(account, task))
    .reverse()
    .slice(0, surplus);
  if (stopped.length < surplus) noteOnceAMinute(account, service, held(surplus - stopped.length));
  for (const task of stopped) stopTask(account, task, 'ServiceSchedulerInitiated', scaling(task));
  return stopped;
}

const held = (count: number): string => `was unable to scale in due to ${count} protected tasks.`;

const scaling = ({ deployment }: ServiceTask): string => `Scaling activity initiated by (deployment ${deployment.id})`;

/** A minute in which something should change and nothing may: the percentages leave no way. */
function watchForStall(account: Account, service: Service, isMoving: boolean): void {
  const live = liveTasks(account, service);
  const primary = primaryOf(service);
  const launched = live.filter(({ deployment }) => deployment === primary).length;
  const isStuck = launched < service.desired && live.length >= bounds(service).maximum && primary.rollout !== 'FAILED';
  const settled = live.every(({ desired }) => desired === 'RUNNING');
  if (isMoving || !isStuck || !settled) {
    service.stalledAt = undefined;
    return;
  }
  service.stalledAt ??= account.now;
  if (secondsSince(account, service.stalledAt) >= account.timings.repeatEvent)
    noteOnceAMinute(account, service, stalled);
}

const stalled =
  'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.';

/** A deployment that has no task left is INACTIVE, and ECS no longer lists it. */
function dropEmptied(account: Account, service: Service): void {
  const live = liveTasks(account, service);
  service.deployments = service.deployments.filter(
    (deployment) => deployment.status === 'PRIMARY' || live.some((task) => task.deployment === deployment),
  );
}

function complete(account: Account, service: Service): void {
  const primary = primaryOf(service);
  if (isEarlySuccess(account, service)) succeed(account, service);
  service.isSteady = isDone(account, service) && primary.rollout !== 'FAILED';
  if (!service.isSteady) return;
  if (primary.rollout === 'IN_PROGRESS') succeed(account, service);
  settleReturned(account, service);
  note(account, service, 'has reached a steady state.');
}

function succeed(account: Account, service: Service): void {
  const { id } = primaryOf(service);
  finish(account, service);
  note(account, service, `(deployment ${id}) deployment completed.`);
}

/** Enough tasks are healthy, and the old ones need not be waited for. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentEarlySuccessCriteria.html */
function isEarlySuccess(account: Account, service: Service): boolean {
  const { earlySuccessCriteria: early, strategy } = service.configuration;
  const primary = primaryOf(service);
  if (!early?.enable || strategy !== 'ROLLING' || primary.rollout !== 'IN_PROGRESS') return false;
  const live = liveTasks(account, service);
  const [own, old] = [true, false].map((is) => live.filter(({ deployment }) => (deployment === primary) === is));
  const healthy = (own ?? []).filter(({ counted }) => counted).length;
  const waits = early.sourceServiceRevisionCleanup === 'BLOCKING' && (old ?? []).length > 0;
  return !waits && healthy >= Math.ceil((service.desired * early.healthyPercent) / 100);
}

/** Exactly the desired tasks live, all of the PRIMARY and healthy. */
function isDone(account: Account, service: Service): boolean {
  const primary = primaryOf(service);
  const live = liveTasks(account, service);
  const shift = shiftOf(service);
  if (shift && shift.at < shift.stages.length - 1) return false;
  return live.length === service.desired && live.every((task) => task.deployment === primary && task.counted);
}
