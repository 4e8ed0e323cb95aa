import type { JsonObject } from '#domain/json.ts';
import { needed, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { neededRole, roleArn } from './find.ts';

const getRole: Operation = {
  service: 'iam',
  name: 'GetRole',
  isWrite: false,
  members: ['RoleName'],
  resource: (account, params) => roleArn(account, text(params, 'RoleName') ?? '*'),
  perform(account, params) {
    const { name, arn, trust } = neededRole(account, roleArn(account, needed(text, params, 'RoleName')));
    return {
      Role: {
        Path: '/',
        RoleName: name,
        RoleId: 'AROAPRACTICEAROLE0000',
        Arn: arn,
        CreateDate: new Date(account.now).toISOString(),
        AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trustPolicy(trust))),
        MaxSessionDuration: '3600',
      },
    };
  },
};

function trustPolicy(trust: readonly string[]): JsonObject {
  const named = (isArn: boolean) => trust.filter((who) => who.startsWith('arn:') === isArn);
  const Principal = { ...group('Service', named(false)), ...group('AWS', named(true)) };
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
}

/** A list of one is written as a text, as IAM does. */
const group = (kind: string, [first, ...rest]: readonly string[]): JsonObject =>
  first === undefined ? {} : { [kind]: rest.length === 0 ? first : [first, ...rest] };

export default getRole;
