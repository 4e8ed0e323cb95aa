import { isObject } from '#domain/json.ts';
import type { Account } from '../account.ts';
import { decide, roleOf } from '../iam/decide.ts';
import type { Role } from '../iam/model.ts';
import { findParameter, newestVersion, parameterArn } from '../parameters.ts';
import type { Container, Task } from './model.ts';
import { isSecret, referredTo, secretReference, versionOf } from './secret-reference.ts';

const begins =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve';

/** ECS fetches what a container reads with the task's execution role, before anything starts. */
export function secretFailure(account: Account, task: Task, { definition }: Container): string | undefined {
  const references = (definition.secrets ?? []).map(({ valueFrom }) => valueFrom);
  if (references.length === 0) return undefined;
  const arn = task.definition.registered['executionRoleArn'];
  const role = typeof arn === 'string' ? roleOf(account, arn) : undefined;
  if (typeof arn === 'string' && !role?.trust.includes('ecs-tasks.amazonaws.com')) return notAssumed(arn);
  const asked = { account, task, role };
  const failures = references.filter(isSecret).map((reference) => ofSecret(asked, reference));
  const parameters = references.filter((reference) => !isSecret(reference));
  return failures.find((why) => why !== undefined) ?? ofParameters(asked, parameters);
}

const notAssumed = (arn: string): string =>
  `ECS was unable to assume the role '${arn}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.`;

interface Asked {
  readonly account: Account;
  readonly task: Task;
  readonly role: Role | undefined;
}

/** A task definition that names no role is let through, as everything is where a world has no roles. */
function refused({ account, task, role }: Asked, action: string, resource: string): string | undefined {
  const decision = role ? decide(role, action, resource) : 'allowed';
  if (!role || decision === 'allowed') return undefined;
  const session = `arn:aws:sts::${account.id}:assumed-role/${role.name}/${task.id}`;
  const because =
    decision === 'explicitDeny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  return `AccessDeniedException: User: ${session} is not authorized to perform: ${action} on resource: ${resource} ${because}`;
}

function ofSecret(asked: Asked, valueFrom: string): string | undefined {
  const reference = secretReference(valueFrom);
  const fetching = `${begins} secret from asm: service call has been retried 1 time(s)`;
  const failed = `${fetching}: failed to fetch secret ${valueFrom} from secrets manager`;
  const secret = referredTo(asked.account, reference);
  const denied = refused(asked, 'secretsmanager:GetSecretValue', reference.arn);
  if (denied) return `${failed}: ${denied}`;
  if (!secret) return `${failed}: ResourceNotFoundException: Secrets Manager can't find the specified secret.`;
  const { value } = versionOf(secret, reference) ?? {};
  if (value === undefined) return `${failed}: ${noValue(reference)}`;
  return hasKey(value, reference.key)
    ? undefined
    : `${fetching}: retrieved secret from Secrets Manager did not contain json key ${reference.key}`;
}

const noValue = ({
  stage = 'AWSCURRENT',
  id,
}: {
  readonly stage: string | undefined;
  readonly id: string | undefined;
}) =>
  `ResourceNotFoundException: Secrets Manager can't find the specified secret value for ${id === undefined ? `staging label: ${stage}` : `VersionId: ${id}`}`;

function hasKey(value: string, key: string | undefined): boolean {
  if (key === undefined) return true;
  try {
    const members: unknown = JSON.parse(value);
    return isObject(members) && key in members;
  } catch {
    return false;
  }
}

function ofParameters(asked: Asked, references: readonly string[]): string | undefined {
  const { account } = asked;
  const found = references.flatMap((reference) => findParameter(account, reference) ?? []);
  const denied = found
    .map(({ name }) => refused(asked, 'ssm:GetParameters', parameterArn(account, name)))
    .find((why) => why !== undefined);
  if (denied) return `${begins} secrets from ssm: service call has been retried 1 time(s): ${denied}`;
  const missing = references.filter((reference) => !findParameter(account, reference));
  return missing.length === 0 ? undefined : `${begins} secrets from ssm: invalid parameters: ${missing.join(', ')}`;
}

/** Values are read once, when the container starts: a later version is not seen by it. */
export function injectSecrets(account: Account, container: Container): void {
  const versions = (container.definition.secrets ?? []).flatMap(({ valueFrom }) => injected(account, valueFrom));
  container.secretVersions = Object.fromEntries(versions);
}

function injected(account: Account, valueFrom: string): readonly (readonly [name: string, version: number | string])[] {
  const parameter = findParameter(account, valueFrom);
  if (parameter) return [[parameter.name, newestVersion(parameter).version]];
  const reference = secretReference(valueFrom);
  const secret = referredTo(account, reference);
  const version = secret && versionOf(secret, reference);
  return version ? [[secret.name, version.id]] : [];
}
