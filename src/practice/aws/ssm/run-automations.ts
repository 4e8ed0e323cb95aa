import { asFailure } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type { StepSeed } from '#practice/worlds/seeds/document.ts';
import { type Account, secondsSince } from '../account.ts';
import type { ServiceId } from '../operations/operation.ts';
import { neededOperation, perform } from '../perform.ts';
import { type Execution, isOver, type StepExecution } from './model.ts';

const week = 7 * 24 * 3_600;

/** `{{ Cluster }}` stands for the automation's parameter of this name. */
const filledIn = (parameters: JsonObject, { parameters: given }: Execution): JsonObject =>
  JSON.parse(JSON.stringify(parameters), (_, value: Json) =>
    typeof value === 'string'
      ? value.replaceAll(/\{\{ *(\w+) *\}\}/g, (whole, name: string) => given[name]?.[0] ?? whole)
      : value,
  );

function call(account: Account, execution: Execution, seed: StepSeed & { action: 'aws:executeAwsApi' }): void {
  const operation = neededOperation(seed.operation, seed.service as ServiceId);
  const principal = { arn: execution.by, accessKeyId: '' };
  perform(account, operation, filledIn(seed.parameters, execution), principal);
}

function finish(account: Account, execution: Execution, step: StepExecution, status: 'Success' | 'TimedOut'): void {
  step.status = status;
  step.endedAt = account.now;
  if (status === 'Success') return;
  execution.status = status;
  execution.endedAt = account.now;
  execution.failure = `Step ${step.name} timed out.`;
}

function advance(account: Account, execution: Execution, seed: StepSeed, step: StepExecution): void {
  const elapsed = secondsSince(account, step.startedAt);
  if (seed.action === 'aws:approve') {
    if (elapsed >= (seed.timeoutSeconds ?? week)) finish(account, execution, step, 'TimedOut');
    return;
  }
  if (seed.action === 'aws:sleep' && elapsed < seed.seconds) return;
  try {
    if (seed.action === 'aws:executeAwsApi') call(account, execution, seed);
    finish(account, execution, step, 'Success');
  } catch (thrown) {
    const { code, message } = asFailure(thrown);
    step.status = 'Failed';
    step.endedAt = account.now;
    execution.status = 'Failed';
    execution.endedAt = account.now;
    execution.failure = `Step fails when it is Execute/Cancelling action. ${code}: ${message}`;
  }
}

function begin(account: Account, execution: Execution, { name, action }: StepSeed): void {
  const status = action === 'aws:approve' ? 'Waiting' : 'InProgress';
  execution.steps.push({ name, action, startedAt: account.now, endedAt: undefined, status });
  execution.status = status;
}

/** One second of every automation that is not over: a step begins in the second after the one before it ended. */
export function runAutomations(account: Account): void {
  for (const execution of account.systems.executions) {
    if (isOver(execution)) continue;
    const step = execution.steps.at(-1);
    const seed = execution.document.steps[execution.steps.length - 1];
    if (step && seed && !isOver(step)) {
      advance(account, execution, seed, step);
      continue;
    }
    const next = execution.document.steps[execution.steps.length];
    if (next) begin(account, execution, next);
    else {
      execution.status = 'Success';
      execution.endedAt = account.now;
    }
  }
}
