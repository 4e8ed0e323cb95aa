import type { Account } from '../account.ts';
import type { Container, Task } from './model.ts';
import { secretFailure } from './start-up-secrets.ts';

/** Why a task cannot start, in the words of `stoppedReason`: what ECS fetches before any container runs, first fault first. */
export function startUpFailure(account: Account, task: Task): string | undefined {
  for (const container of task.containers) {
    const failure =
      secretFailure(account, task, container) ?? imageFailure(container) ?? logFailure(account, container);
    if (failure) return failure;
  }
  return undefined;
}

const imageFailure = ({ definition: { image }, program }: Container): string | undefined =>
  program
    ? undefined
    : `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: ${image}: not found`;

function logFailure(account: Account, { definition }: Container): string | undefined {
  const group = definition.logConfiguration?.options?.['awslogs-group'];
  if (group === undefined || account.logGroups.has(group)) return undefined;
  return `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : ${group}`;
}
