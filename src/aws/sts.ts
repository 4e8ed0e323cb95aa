import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Failure } from '#domain/failure.ts';
import type { Credentials, StepSession } from '#engine/ports.ts';
import { answered } from './answered.ts';
import type { ReadSettings } from './clients.ts';
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

export interface Session extends StepSession {
  readonly role: string;
}

async function assume(sts: STSClient, { role, name, sourceIdentity, policy }: Session) {
  const { Credentials: given } = await sts
    .send(
      new AssumeRoleCommand({
        RoleArn: role,
        RoleSessionName: stsName(name),
        SourceIdentity: stsName(sourceIdentity),
        DurationSeconds: lasts,
        Policy: policy,
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

/** Who Stepward is, and as whom it writes. */
export interface Sts {
  identity(): Promise<{ readonly account: string; readonly arn: string }>;
  /** What the machine was started with. */
  own(): Promise<Credentials>;
  /** Each session is assumed once; the same credentials are handed out until shortly before they end. */
  assume(session: Session): Promise<Credentials>;
}

async function identity(sts: STSClient): ReturnType<Sts['identity']> {
  const { Account = '', Arn = '' } = await answered(
    'sts:GetCallerIdentity',
    sts.send(new GetCallerIdentityCommand({})),
  );
  return { account: Account, arn: Arn };
}

async function own(sts: STSClient): Promise<Credentials> {
  const asked = answered('the credentials of this machine', sts.config.credentials());
  const { accessKeyId, secretAccessKey, sessionToken } = await asked;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

/** @param now the clock by which credentials end */
export function createSts(settings: ReadSettings, now: () => number): Sts {
  const sts = new STSClient(settings);
  const open = new Map<string, { readonly until: number; readonly credentials: Credentials }>();
  return {
    identity: () => identity(sts),
    own: () => own(sts),
    async assume(session) {
      for (const [key, { until }] of open) if (until - margin <= now()) open.delete(key);
      const key = JSON.stringify([session.role, session.name, session.sourceIdentity, session.policy]);
      const kept = open.get(key) ?? (await assume(sts, session));
      open.set(key, kept);
      return kept.credentials;
    },
  };
}
