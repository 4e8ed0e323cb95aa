import { type Account, secondsSince } from '../account.ts';
import { drainSeconds } from '../elb/balance.ts';
import { recordExit, recordFailedStart } from './breaker.ts';
import { probe } from './health.ts';
import type { Container, StopCode, Task, TaskStatus } from './model.ts';
import { runProgram } from './program.ts';
import { startUpFailure } from './start-up.ts';
import { injectSecrets } from './start-up-secrets.ts';
import { isServiceTask, isStarting } from './tasks.ts';

/** One simulated second of a task: its programs, its health checks, then its own state. */
export function liveOn(account: Account, task: Task): void {
  for (const container of task.containers) {
    runProgram(account, task, container);
    probe(account, container);
  }
  const exited = task.containers.find(({ definition, status }) => definition.essential && status === 'STOPPED');
  if (exited && task.desired === 'RUNNING' && exited.exitCode !== undefined) endItself(account, task);
  else transitions[task.status](account, task);
}

/**
 * What a task does in each of its states, `since` which it is in it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */
const transitions: Readonly<Record<TaskStatus, (account: Account, task: Task) => void>> = {
  PROVISIONING(account, task) {
    if (!hasPassed(account, task, account.timings.provisioning)) return;
    const failure = startUpFailure(account, task);
    if (failure) failToStart(account, task, failure);
    else enter(account, task, 'PENDING');
  },
  PENDING(account, task) {
    if (hasPassed(account, task, account.timings.pending + pullSeconds(task))) enter(account, task, 'ACTIVATING');
  },
  ACTIVATING(account, task) {
    if (!hasPassed(account, task, account.timings.activating)) return;
    startContainers(account, task);
    const late = task.containers.find((container) => isLate(account, task, container));
    if (late) failToStart(account, task, `Container ${late.definition.name}: a dependency timed out`);
    else if (task.containers.every(({ startedAt }) => startedAt !== undefined)) {
      task.startedAt = account.now;
      enter(account, task, 'RUNNING');
    }
  },
  RUNNING() {},
  DEACTIVATING(account, task) {
    const seconds = drainSeconds(account, task) ?? account.timings.deactivating;
    if (hasPassed(account, task, seconds)) enter(account, task, 'STOPPING');
  },
  STOPPING(account, task) {
    const stopping = task.containers.filter(({ status }) => status === 'RUNNING');
    if (!hasPassed(account, task, Math.max(0, ...stopping.map((container) => stopSeconds(account, container))))) return;
    for (const container of stopping) terminate(account, container);
    enter(account, task, 'DEPROVISIONING');
  },
  DEPROVISIONING(account, task) {
    if (!hasPassed(account, task, account.timings.deprovisioning)) return;
    task.stoppedAt = account.now;
    for (const container of task.containers) container.status = 'STOPPED';
    enter(account, task, 'STOPPED');
  },
  STOPPED() {},
};

/** Asks a task to stop. What runs gets its SIGTERM; what has not started, or has exited, has nothing to wait for. */
export function stopTask(account: Account, task: Task, code: StopCode, reason: string): void {
  if (task.desired === 'STOPPED') return;
  task.desired = 'STOPPED';
  task.counted = false;
  task.stopCode = code;
  task.stoppedReason = reason;
  task.stoppingAt = account.now;
  const serves = task.status === 'RUNNING' && code !== 'EssentialContainerExited';
  if (!serves) for (const container of task.containers) terminate(account, container);
  enter(account, task, serves ? 'DEACTIVATING' : 'DEPROVISIONING');
}

function endItself(account: Account, task: Task): void {
  stopTask(account, task, 'EssentialContainerExited', 'Essential container in task exited');
  if (isServiceTask(task)) recordExit(account, task);
}

function failToStart(account: Account, task: Task, reason: string): void {
  const [container] = task.containers;
  if (container) container.reason = reason;
  stopTask(account, task, 'TaskFailedToStart', reason);
  if (isServiceTask(task)) recordFailedStart(account, task);
}

function enter(account: Account, task: Task, status: TaskStatus): void {
  task.status = status;
  task.since = account.now;
  task.version += 1;
}

const pullSeconds = ({ containers }: Task): number =>
  Math.max(0, ...containers.map(({ program }) => program?.pullSeconds ?? 0));

const hasPassed = (account: Account, { since }: Task, seconds: number): boolean =>
  secondsSince(account, since) >= seconds;

/** A container that starts may allow others to start in the same second, in whatever order they are listed. */
function startContainers(account: Account, task: Task): void {
  for (const _ of task.containers) for (const container of task.containers) startWhenAllowed(account, task, container);
}

function startWhenAllowed(account: Account, task: Task, container: Container): void {
  if (container.startedAt !== undefined || !dependenciesAreMet(task, container)) return;
  injectSecrets(account, container);
  container.status = 'RUNNING';
  container.startedAt = account.now;
  runProgram(account, task, container);
}

function dependenciesAreMet({ containers }: Task, { definition }: Container): boolean {
  return (definition.dependsOn ?? []).every(({ containerName, condition }) => {
    const other = containers.find((container) => container.definition.name === containerName);
    if (!other) return false;
    if (condition === 'START') return other.startedAt !== undefined;
    if (condition === 'HEALTHY') return other.health === 'HEALTHY';
    return other.status === 'STOPPED' && (condition === 'COMPLETE' || other.exitCode === 0);
  });
}

function isLate(account: Account, task: Task, { definition, startedAt }: Container): boolean {
  const allowed = account.timings.activating + (definition.startTimeout ?? account.timings.startTimeout);
  return isStarting(task) && startedAt === undefined && hasPassed(account, task, allowed);
}

const programStops = (container: Container): number => container.program?.stopSeconds ?? 3;

const patience = (account: Account, { definition }: Container): number =>
  definition.stopTimeout ?? account.timings.stopTimeout;

const stopSeconds = (account: Account, container: Container): number =>
  Math.min(programStops(container), patience(account, container));

/** 143 after SIGTERM, 137 after SIGKILL. */
function terminate(account: Account, container: Container): void {
  if (container.status !== 'RUNNING') return;
  container.status = 'STOPPED';
  container.exitCode = programStops(container) <= patience(account, container) ? 143 : 137;
  container.run.readyAt = undefined;
}
