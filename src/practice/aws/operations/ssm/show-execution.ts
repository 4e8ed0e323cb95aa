import type { JsonObject } from '#domain/json.ts';
import { type Account, arnOf } from '../../account.ts';
import { needed, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import { type Execution, isOver } from '../../ssm/model.ts';

export function neededExecution({ systems }: Account, params: JsonObject): Execution {
  const id = needed(text, params, 'AutomationExecutionId');
  const execution = systems.executions.find((one) => one.id === id);
  if (execution) return execution;
  throw refusal('AutomationExecutionNotFoundException', `There is no automation execution ${id}.`);
}

export const executionArn = (account: Account, id: string): string =>
  arnOf(account, 'ssm', `automation-execution/${id}`);

/** What a listing and a single answer have in common. */
export function showExecution(execution: Execution): JsonObject {
  const step = execution.steps.find((one) => !isOver(one));
  return {
    AutomationExecutionId: execution.id,
    DocumentName: execution.document.name,
    DocumentVersion: String(execution.version),
    ExecutionStartTime: execution.startedAt / 1_000,
    ExecutedBy: execution.by,
    Mode: 'Auto',
    Outputs: {},
    ...(execution.endedAt === undefined ? {} : { ExecutionEndTime: execution.endedAt / 1_000 }),
    ...(execution.failure === undefined ? {} : { FailureMessage: execution.failure }),
    ...(step ? { CurrentStepName: step.name, CurrentAction: step.action } : {}),
  };
}
