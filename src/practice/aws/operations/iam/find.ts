import type { Account } from '../../account.ts';
import { roleOf } from '../../iam/decide.ts';
import type { Role } from '../../iam/model.ts';
import { refusal } from '../../refusal.ts';

export const roleArn = ({ id }: Account, name: string): string => `arn:aws:iam::${id}:role/${name}`;

export function neededRole(account: Account, arn: string): Role {
  const role = roleOf(account, arn);
  if (!role) throw refusal('NoSuchEntity', `The role with name ${arn.slice(arn.indexOf('/') + 1)} cannot be found.`);
  return role;
}
