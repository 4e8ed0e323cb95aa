import type { Account } from '../account.ts';
import { findParameter, newestVersion } from '../parameters.ts';
import type { Container, Task } from './model.ts';

/** Why a task cannot start, in the words of `stoppedReason`: what ECS fetches before any container runs, first fault first. */
export function startUpFailure(account: Account, task: Task): string | undefined {
  for (const container of task.containers) {
    const failure = secretFailure(account, container) ?? imageFailure(container) ?? logFailure(account, container);
    if (failure) return failure;
  }
  return undefined;
}

function secretFailure(account: Account, { definition }: Container): string | undefined {
  const missing = (definition.secrets ?? []).filter(({ valueFrom }) => !findParameter(account, valueFrom));
  if (missing.length === 0) return undefined;
  const names = missing.map(({ valueFrom }) => valueFrom).join(', ');
  return `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: invalid parameters: ${names}`;
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

/** Values are read once, when the container starts: a later version is not seen by it. */
export function injectSecrets(account: Account, container: Container): void {
  const versions = (container.definition.secrets ?? []).flatMap(({ valueFrom }) => {
    const parameter = findParameter(account, valueFrom);
    return parameter ? [[parameter.name, newestVersion(parameter).version] as const] : [];
  });
  container.secretVersions = Object.fromEntries(versions);
}
