import type { JsonObject } from '#domain/json.ts';
import { type Command, type Invocation, isOver } from '../../ssm/model.ts';

function statusOf({ invocations }: Command): string {
  if (!invocations.every(isOver))
    return invocations.every(({ status }) => status === 'Pending') ? 'Pending' : 'InProgress';
  const worst = (['TimedOut', 'Failed', 'Cancelled'] as const).find((status) =>
    invocations.some((one) => one.status === status),
  );
  return worst ?? 'Success';
}

/** As `Command` has it. */
export const showCommand = (command: Command): JsonObject => ({
  CommandId: command.id,
  DocumentName: command.document,
  DocumentVersion: String(command.version),
  Comment: command.comment,
  InstanceIds: command.invocations.map(({ instance }) => instance),
  RequestedDateTime: command.requestedAt / 1_000,
  Status: statusOf(command),
  StatusDetails: statusOf(command),
  MaxConcurrency: String(command.concurrency),
  MaxErrors: String(command.errors),
  TargetCount: command.invocations.length,
  CompletedCount: command.invocations.filter(isOver).length,
  ErrorCount: command.invocations.filter(({ status }) => status === 'Failed').length,
});

/** As `CommandInvocation` has it. */
export const showInvocation = (command: Command, { instance, status, details }: Invocation): JsonObject => ({
  CommandId: command.id,
  InstanceId: instance,
  Comment: command.comment,
  DocumentName: command.document,
  DocumentVersion: String(command.version),
  RequestedDateTime: command.requestedAt / 1_000,
  Status: status,
  StatusDetails: details,
});
