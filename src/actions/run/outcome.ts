import { sayDuration } from '#domain/duration.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type { Ctx, Ready, Reconciled, Verified } from '../contract.ts';
import { ours } from '../deploy/outcome.ts';
import { runTag } from '../deploy/requests.ts';
import { shortName, shortTask } from '../ecs-words.ts';
import type { Read, Task } from '../ports.ts';
import { type End, endOf } from '../task-end.ts';
import { lastLines } from '../task-lines.ts';
import { progressOf, type RunMemory } from './memory.ts';

/** Milliseconds in which ECS may not show a new task yet. */
const unseenFor = 60_000;
/** Lines come in a little after the task has stopped. */
const linesCome = 10_000;
/** A task that has not started by then wants to be looked at. */
const startsWithin = 180_000;
const shownLines = 20;

async function reconcileRevision(registers: NonNullable<RunMemory['registers']>, read: Read): Promise<Reconciled> {
  const arn = await ours(registers, read);
  const mark = `${runTag}=${registers.tag}`;
  if (arn === undefined)
    return { outcome: 'not-applied', evidence: `No revision of ${registers.family} carries ${mark}` };
  return { outcome: 'applied', evidence: `${shortName(arn)} carries ${mark}`, receipt: { task_definition: arn } };
}

const found = async ({ cluster, startedBy }: RunMemory, read: Read): Promise<Task | undefined> =>
  (await read.ecs.startedBy(cluster, startedBy))[0];

export async function reconcileRun(plan: RunMemory, n: number, read: Read): Promise<Reconciled> {
  const { startedBy, registers } = plan;
  if (registers && n === 0) return reconcileRevision(registers, read);
  const task = await found(plan, read);
  if (!task) return { outcome: 'not-applied', evidence: `ECS shows no task started by ${startedBy}` };
  return {
    outcome: 'applied',
    evidence: `Task ${shortTask(task.arn)} was started by ${startedBy}, and is ${task.lastStatus}`,
    receipt: { task: task.arn },
  };
}

const failed = (progress: string): Verified => ({ state: 'failed', progress, evidence: {} });

/** Before ECS shows the task, or after it has forgotten it. */
function unseen(arn: string, { now, since = now }: Ctx): Verified {
  if (now - since < unseenFor) return { state: 'pending', progress: 'ECS does not show the task yet', evidence: {} };
  return failed(`ECS no longer shows task ${shortTask(arn)}: how it ended is not known`);
}

function atWork(task: Task, { now }: Ctx): Verified {
  const age = sayDuration(now - task.createdAt);
  const late = task.startedAt === undefined && now - task.createdAt > startsWithin;
  return {
    state: late ? 'slow' : 'pending',
    progress: `task ${shortTask(task.arn)} ${task.lastStatus} · ${age} old`,
    evidence: { task: task.arn },
    ...(task.startedAt === undefined ? {} : { since: task.startedAt }),
    memo: memoOf(task),
  };
}

const memoOf = ({ startedAt }: Task, exitCode?: number): Json => ({
  ...(startedAt === undefined ? {} : { startedAt }),
  ...(exitCode === undefined ? {} : { exitCode }),
});

/** Somebody who stops a task has decided so; that is no failure of what it ran. */
function stateOf({ stopCode }: Task, end: End): Verified['state'] {
  if (end.asExpected) return 'ok';
  return stopCode === 'UserInitiated' ? 'superseded' : 'failed';
}

async function ended(task: Task, stoppedAt: number, plan: RunMemory, read: Read): Promise<Verified> {
  const end = endOf(task, plan.essential);
  const [own = ''] = plan.essential;
  const lines = await lastLines(task, own, plan.logs, { logs: read.logs, count: shownLines });
  return {
    state: stateOf(task, end),
    progress: `task ${shortTask(task.arn)} ended after ${sayDuration(stoppedAt - task.createdAt)} · ${end.words}`,
    evidence: {
      task: task.arn,
      exit_code: end.exitCode ?? null,
      stop_code: task.stopCode ?? null,
      reason: task.stoppedReason ?? null,
      lines,
    },
    at: stoppedAt,
    memo: memoOf(task, end.exitCode),
  };
}

/** The task came to its end by itself, and every container that counts exited with 0. */
export async function judgeRun(plan: RunMemory, read: Read, ctx: Ctx): Promise<Verified> {
  const receipt = ctx.receipts.at(-1);
  if (receipt?.['failure'] !== undefined) return failed(`ECS started no task: ${receipt['failure']}`);
  const arn = receipt?.['task'] ?? (await found(plan, read))?.arn;
  if (typeof arn !== 'string') return { state: 'pending', progress: 'the task is not started yet', evidence: {} };
  const [task] = await read.ecs.tasksByArn(plan.cluster, [arn]);
  if (!task) return unseen(arn, ctx);
  const { stoppedAt = ctx.now, lastStatus } = task;
  if (lastStatus !== 'STOPPED' || ctx.now - stoppedAt < linesCome) return atWork(task, ctx);
  return ended(task, stoppedAt, plan, read);
}

/** What the step can be asked for. */
export function runOutputs(plan: RunMemory, receipts: readonly JsonObject[], memo: Json | undefined): JsonObject {
  const { exitCode, startedAt } = progressOf(memo);
  const task = receipts.at(-1)?.['task'];
  return {
    ...(task === undefined ? {} : { task, task_definition: receipts[0]?.['task_definition'] ?? plan.taskDefinition }),
    ...(exitCode === undefined ? {} : { exit_code: exitCode }),
    ...(startedAt === undefined ? {} : { started_at: new Date(startedAt).toISOString() }),
  };
}

/** A task is run from a new revision once it is known which one was registered. */
export async function readyToRun({ registers }: RunMemory, [registered]: readonly JsonObject[]): Promise<Ready> {
  if (!registers || typeof registered?.['task_definition'] === 'string') return 'go';
  return {
    stop: `No answer told which revision of ${registers.family} was registered, so no task is run from it. Retry registers it again.`,
  };
}
