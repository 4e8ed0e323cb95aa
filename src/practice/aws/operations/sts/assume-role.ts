import type { JsonObject } from '#domain/json.ts';
import type { Account, Session } from '../../account.ts';
import { readPolicy } from '../../iam/read-policy.ts';
import { needed, text } from '../../params.ts';
import type { Principal } from '../../principal.ts';
import { unseeded } from '../../random.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';

const name = /^[\w+=,.@-]{2,64}$/;

const assumeRole: Operation = {
  service: 'sts',
  name: 'AssumeRole',
  isWrite: false,
  members: ['RoleArn', 'RoleSessionName', 'SourceIdentity', 'DurationSeconds', 'Policy', 'Tags', 'TransitiveTagKeys'],
  resource: (_, params) => text(params, 'RoleArn') ?? '*',
  perform(account, params, principal) {
    const role = needed(text, params, 'RoleArn');
    if (!account.roles.includes(role))
      throw refusal(
        'AccessDenied',
        `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
      );
    const session = newSession(account, role, params, principal);
    const accessKeyId = `ASIA${unseeded.letters(16)}`;
    account.sessions.set(accessKeyId, session);
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: unseeded.hex(40),
        SessionToken: unseeded.hex(64),
        Expiration: new Date(session.expiresAt).toISOString(),
      },
      AssumedRoleUser: { AssumedRoleId: session.assumedRoleId, Arn: session.arn },
      ...(session.sourceIdentity !== undefined && { SourceIdentity: session.sourceIdentity }),
    };
  },
};

function newSession(account: Account, role: string, params: JsonObject, { session }: Principal): Session {
  const sessionName = named(params, 'RoleSessionName');
  if (sessionName === undefined) throw refusal('ValidationError', 'roleSessionName is required.');
  return {
    arn: `arn:aws:sts::${account.id}:assumed-role/${role.split('/').at(-1)}/${sessionName}`,
    role,
    name: sessionName,
    assumedRoleId: `AROA${unseeded.letters(16)}:${sessionName}`,
    sourceIdentity: named(params, 'SourceIdentity') ?? session?.sourceIdentity,
    policy: policyOf(params),
    expiresAt: Date.now() + duration(params, session !== undefined) * 1_000,
  };
}

function named(params: JsonObject, key: string): string | undefined {
  const value = text(params, key);
  if (value === undefined || name.test(value)) return value;
  throw refusal(
    'ValidationError',
    `Value '${value}' at '${key}' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}`,
  );
}

/** An hour by default; a session that a session assumes lasts an hour at most. */
function duration(params: JsonObject, isChained: boolean): number {
  const seconds = Number(text(params, 'DurationSeconds') ?? 3_600);
  const most = isChained ? 3_600 : 43_200;
  if (seconds >= 900 && seconds <= most) return seconds;
  throw refusal('ValidationError', `DurationSeconds must be between 900 and ${most}.`);
}

function policyOf(params: JsonObject): Session['policy'] {
  const policy = text(params, 'Policy');
  return policy === undefined ? undefined : readPolicy(policy);
}

export default assumeRole;
