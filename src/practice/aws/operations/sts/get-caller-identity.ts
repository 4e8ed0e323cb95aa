import type { Operation } from '../operation.ts';

/** Needs no permission, and nothing can deny it. */
const getCallerIdentity: Operation = {
  service: 'sts',
  name: 'GetCallerIdentity',
  isWrite: false,
  members: [],
  perform: (account, _, { arn, session, accessKeyId }) => ({
    Arn: arn,
    UserId: session?.assumedRoleId ?? accessKeyId,
    Account: account.id,
  }),
};

export default getCallerIdentity;
