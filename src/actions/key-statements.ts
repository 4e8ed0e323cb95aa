import type { IamStatement } from './contract.ts';

/**
 * The calls to KMS that encrypting with a key takes. A key given by its alias cannot be named in a policy; one that AWS made for the account needs
 * no permission. https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 * @param beside ARN of what is encrypted: the key is of the same account and region, unless it says otherwise
 */
export function keyStatements(
  keyId: string | undefined,
  beside: string,
  calls: readonly string[],
): readonly IamStatement[] {
  if (keyId === undefined || keyId.startsWith('alias/aws/')) return [];
  const [, partition, , region, account] = beside.split(':');
  const key = keyId.startsWith('alias/') ? '*' : keyId.replace(/^key\//, '');
  const resource = key.startsWith('arn:') ? key : `arn:${partition}:kms:${region}:${account}:key/${key}`;
  return [{ Effect: 'Allow', Action: calls, Resource: [resource] }];
}
