import type { Ctx, Ready, Reconciled, Verified } from '../contract.ts';
import type { Execution } from '../ports/commands-read.ts';
import type { Read } from '../ports.ts';
import type { AutomationMemory } from './memory.ts';

/** How long an execution may stay unseen after it was started, or seem to wait after it was approved. */
const staleFor = 60_000;

const failures = ['Failed', 'TimedOut', 'Rejected', 'Cancelled', 'Cancelling'];

const waits = ({ status, current }: Execution): boolean =>
  status === 'Waiting' || (current?.action === 'aws:approve' && current.status === 'Waiting');

const stepInWords = ({ current }: Execution): string => (current ? ` at ${current.name} (${current.action})` : '');

/** Newest execution of this step, since it was planned. */
async function ourExecution(
  { tags, plannedAt }: AutomationMemory,
  { automations }: Read,
): Promise<Execution | undefined> {
  const [newest] = await automations.tagged(tags, plannedAt);
  return newest === undefined ? undefined : automations.execution(newest);
}

/** The one that the answer named; where no answer came, the one that has our tags. */
async function startedExecution(plan: AutomationMemory, read: Read, [first]: Ctx['receipts']) {
  const id = first?.['execution'];
  return typeof id === 'string' ? read.automations.execution(id) : ourExecution(plan, read);
}

/** The approval is handed on only once it is asked for. */
export async function readyToApprove(plan: AutomationMemory, read: Read, { receipts }: Ctx): Promise<Ready> {
  const execution = await startedExecution(plan, read, receipts);
  if (!execution) return 'wait';
  if (waits(execution)) return 'go';
  if (execution.endedAt === undefined) return 'wait';
  return { stop: `the automation ended as ${execution.status} before it asked for an approval` };
}

/** @param n 0: it was started; 1: it was approved */
export async function reconcileAutomation(plan: AutomationMemory, n: number, read: Read): Promise<Reconciled> {
  const execution = await ourExecution(plan, read);
  if (!execution) return { outcome: 'not-applied', evidence: 'No execution has the tags of this step' };
  const { id, status } = execution;
  if (n === 0)
    return { outcome: 'applied', evidence: `Execution ${id} has the tags of this step`, receipt: { execution: id } };
  const evidence = `The automation is ${status}${stepInWords(execution)}`;
  return waits(execution) ? { outcome: 'not-applied', evidence } : { outcome: 'applied', evidence, receipt: {} };
}

function stateOf(execution: Execution, { approve }: AutomationMemory, { now, since = now }: Ctx): Verified['state'] {
  if (execution.status === 'Success') return 'ok';
  if (failures.includes(execution.status)) return 'failed';
  const isHandedOn = approve && now - since < staleFor;
  return waits(execution) && !isHandedOn ? 'slow' : 'pending';
}

function inWords(execution: Execution): string {
  const { status, failure, current, endedAt } = execution;
  if (endedAt !== undefined) return failure === undefined ? status : `${status}: ${failure}`;
  if (waits(execution))
    return `waits for approval in Systems Manager by an approver of step ${current?.name ?? 'approve'}`;
  return `${status}${stepInWords(execution)}`;
}

/** The automation ended with success. */
export async function judgeAutomation(plan: AutomationMemory, read: Read, ctx: Ctx): Promise<Verified> {
  if (ctx.receipts.length === 0) return { state: 'pending', progress: 'not started yet', evidence: {} };
  const execution = await startedExecution(plan, read, ctx.receipts);
  if (!execution) {
    const late = ctx.now - (ctx.since ?? ctx.now) > staleFor;
    return { state: late ? 'slow' : 'pending', progress: 'Systems Manager does not show it yet', evidence: {} };
  }
  const state = stateOf(execution, plan, ctx);
  return {
    state,
    progress: inWords(execution),
    evidence: { execution: execution.id, status: execution.status, step: execution.current?.name ?? null },
    memo: { outputs: Object.fromEntries(Object.entries(execution.outputs).map(([name, all]) => [name, [...all]])) },
    ...(state === 'ok' ? { at: execution.endedAt ?? ctx.now } : {}),
  };
}
