import type { Account, Session } from './account.ts';
import { refusal } from './refusal.ts';

/** Who signed a request. */
export interface Principal {
  readonly arn: string;
  readonly accessKeyId: string;
  readonly session?: Session;
}

/** The access key stands in `Credential=AKID/date/region/service/aws4_request`. */
export function principalOf(account: Account, authorization: string | undefined): Principal {
  const accessKeyId = /Credential=([^/]+)\//.exec(authorization ?? '')?.[1];
  if (!accessKeyId) throw refusal('MissingAuthenticationToken', 'Missing Authentication Token');
  if (!accessKeyId.startsWith('ASIA')) return { arn: baseArn(account), accessKeyId };
  const session = account.sessions.get(accessKeyId);
  if (!session) throw refusal('UnrecognizedClientException', 'The security token included in the request is invalid.');
  if (session.expiresAt <= Date.now())
    throw refusal('ExpiredTokenException', 'The security token included in the request is expired');
  return { arn: session.arn, accessKeyId, session };
}

/** Whoever comes with keys that no role gave out. */
export const baseArn = (account: Account): string => `arn:aws:iam::${account.id}:user/stepward`;
