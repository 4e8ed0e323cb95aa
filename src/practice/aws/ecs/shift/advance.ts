import { type Account, secondsSince } from '../../account.ts';
import type { HookAction, LifecycleHook } from '../configuration.ts';
import { giveUp, primaryOf } from '../deployments.ts';
import type { Deployment, Service, ServiceDeployment } from '../model.ts';
import { liveTasks } from '../tasks.ts';
import type { Hook, Shift } from './model.ts';
import type { Stage } from './stages.ts';

/** The shift that the PRIMARY is in, if it is in one. */
export function shiftOf(service: Service): Shift | undefined {
  const { rollout, record } = primaryOf(service);
  return rollout === 'IN_PROGRESS' ? record.shift : undefined;
}

const stageOf = ({ stages, at }: Shift): Stage | undefined => stages[at];

const isLast = ({ stages, at }: Shift): boolean => at === stages.length - 1;

/** New tasks are started from the stage on that is for it. */
export const mayLaunch = (service: Service): boolean => {
  const shift = shiftOf(service);
  return !shift || shift.at >= shift.stages.findIndex(({ name }) => name === 'SCALE_UP');
};

/** Those that serve are stopped in the last stage; those of a deployment that was replaced before its end make room for the next at once. */
export const mayStopOld = (service: Service, old: Deployment): boolean => {
  const shift = shiftOf(service);
  return !shift || isLast(shift) || old !== service.completed;
};

/** One second of the shift, if one is going on: to the next stage when this one's time is over, its tasks are there and nobody is waited for. */
export function advance(account: Account, service: Service): void {
  const shift = shiftOf(service);
  const { record } = primaryOf(service);
  if (!shift || record.status !== 'IN_PROGRESS') return;
  expire(account, service, shift);
  if (record.status !== 'IN_PROGRESS' || shift.hooks.some(({ status }) => status === 'AWAITING_ACTION')) return;
  const { name = '', lasts = 0 } = stageOf(shift) ?? {};
  const isOver = secondsSince(account, shift.since) >= lasts && (name !== 'SCALE_UP' || isScaledUp(account, service));
  if (isOver && !isLast(shift)) enter(account, service, shift);
}

function enter(account: Account, service: Service, shift: Shift): void {
  shift.at += 1;
  shift.since = account.now;
  const name = stageOf(shift)?.name ?? '';
  const called = (service.configuration.lifecycleHooks ?? []).filter(({ lifecycleStages }) =>
    lifecycleStages.includes(name),
  );
  shift.hooks.push(...called.map((hook) => newHook(account, hook)));
}

/** Functions are not run here; one that is called succeeds. */
const newHook = (account: Account, { targetType, hookTargetArn, timeoutConfiguration: wait }: LifecycleHook): Hook => ({
  id: `ecs-${targetType === 'PAUSE' ? 'pause' : 'lambda'}-${account.random.letters(43)}`,
  targetType,
  targetArn: hookTargetArn,
  expiresAt: account.now + wait.timeoutInMinutes * 60_000,
  timeoutAction: wait.action,
  status: targetType === 'PAUSE' ? 'AWAITING_ACTION' : 'SUCCEEDED',
});

function isScaledUp(account: Account, service: Service): boolean {
  const primary = primaryOf(service);
  return (
    liveTasks(account, service).filter((task) => task.deployment === primary && task.counted).length >= service.desired
  );
}

function expire(account: Account, service: Service, { hooks }: Shift): void {
  for (const hook of hooks) {
    if (hook.status !== 'AWAITING_ACTION' || account.now < hook.expiresAt) continue;
    hook.status = 'TIMED_OUT';
    if (hook.timeoutAction === 'ROLLBACK') leave(account, service, 'a lifecycle hook timed out');
  }
}

function leave(account: Account, service: Service, why: string): void {
  const from: Deployment = primaryOf(service);
  if (from.record.status !== 'IN_PROGRESS') return;
  giveUp(account, service, {
    deployment: `ECS deployment stopped because ${why}: rolling back to deploymentId`,
    record: `Service deployment rolled back because ${why}.`,
  });
}

/** What somebody decided about a pause. @returns whether it was waiting for that */
export function decide(account: Account, service: Service, record: ServiceDeployment, asked: Decision): boolean {
  const hook = record.shift?.hooks.find(({ id }) => id === asked.hook);
  if (hook?.status !== 'AWAITING_ACTION' || record.status !== 'IN_PROGRESS') return false;
  hook.status = asked.action === 'CONTINUE' ? 'SUCCEEDED' : 'FAILED';
  if (asked.action === 'ROLLBACK') leave(account, service, 'a lifecycle hook was answered with ROLLBACK');
  return true;
}

interface Decision {
  readonly hook: string;
  readonly action: HookAction;
}
