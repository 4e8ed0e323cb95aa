import { isObject, type Json } from '#domain/json.ts';
import type { Problem } from '../problem.ts';
import { below } from '../yaml/pointer.ts';

/** A role belongs to the account in its ARN; writing through one of another account is never meant. */
export function checkRoles(config: Json): readonly Problem[] {
  if (!isObject(config) || !isObject(config['environments'])) return [];
  return Object.entries(config['environments']).flatMap(([id, environment]) => {
    if (!isObject(environment)) return [];
    const { role, account } = environment;
    const own = typeof role === 'string' ? /^arn:[^:]*:iam::(\d{12}):/.exec(role)?.[1] : undefined;
    if (own === undefined || typeof account !== 'string' || own === account) return [];
    const at = below(below('/environments', id), 'role');
    return [{ rule: 'other-account', at, message: `the role is in account ${own}, but ${id} is account ${account}` }];
  });
}
