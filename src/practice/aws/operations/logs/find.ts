import type { JsonObject } from '#domain/json.ts';
import { type Account, arnOf } from '../../account.ts';
import type { LogGroup } from '../../logs.ts';
import { text } from '../../params.ts';
import { refusal } from '../../refusal.ts';

/** `logGroupIdentifier` may be an ARN, with or without its last `:*`. */
export function neededGroup(account: Account, params: JsonObject): LogGroup {
  const identifier = text(params, 'logGroupIdentifier')?.replace(/:\*$/, '').split(':log-group:').at(-1);
  const group = account.logGroups.get(text(params, 'logGroupName') ?? identifier ?? '');
  if (!group) throw refusal('ResourceNotFoundException', 'The specified log group does not exist.');
  return group;
}

export const groupArn = (account: Account, name: string): string => arnOf(account, 'logs', `log-group:${name}`);

export const askedGroupArn = (account: Account, params: JsonObject): string =>
  groupArn(account, `${text(params, 'logGroupName') ?? ''}:*`);
