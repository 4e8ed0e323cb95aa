import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { Failure } from '#domain/failure.ts';
import type { Credentials } from '#engine/ports.ts';
import { readFailure } from './errors.ts';

/** Seconds; the shortest that STS gives. */
const lasts = 900;
/** Milliseconds before their end at which credentials are no longer handed out. */
const margin = 5 * 60_000;

/** What STS takes as RoleSessionName and SourceIdentity: 2 to 64 of `A-Z a-z 0-9 _ + = , . @ -`. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const stsName = (text: string): string =>
  text
    .replaceAll(/[^\w+=,.@-]/g, '-')
    .slice(0, 64)
    .padEnd(2, '-');

export interface Session {
  readonly role: string;
  readonly name: string;
  readonly sourceIdentity: string;
}

async function assume(sts: STSClient, { role, name, sourceIdentity }: Session) {
  const { Credentials: given } = await sts
    .send(
      new AssumeRoleCommand({
        RoleArn: role,
        RoleSessionName: stsName(name),
        SourceIdentity: stsName(sourceIdentity),
        DurationSeconds: lasts,
      }),
    )
    .catch((error: unknown) => {
      throw readFailure('sts:AssumeRole', error);
    });
  if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken || !given.Expiration)
    throw new Failure('transient', 'aws-lost', `sts:AssumeRole gave no credentials for ${role}`);
  return {
    until: given.Expiration.getTime(),
    credentials: {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
    },
  };
}

/** Assumes each session once and hands the same credentials out until shortly before they end. */
export function sessions(now: () => number): (sts: STSClient, session: Session) => Promise<Credentials> {
  const open = new Map<string, { readonly until: number; readonly credentials: Credentials }>();
  return async (sts, session) => {
    for (const [key, { until }] of open) if (until - margin <= now()) open.delete(key);
    const key = JSON.stringify([session.role, session.name, session.sourceIdentity]);
    const kept = open.get(key) ?? (await assume(sts, session));
    open.set(key, kept);
    return kept.credentials;
  };
}
