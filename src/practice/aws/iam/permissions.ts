import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../account.ts';
import type { Operation, Permission } from '../operations/operation.ts';

/** Everything that must be allowed for this call; the call itself first, which a denial names. */
export function permissionsOf(
  account: Account,
  operation: Operation,
  params: JsonObject,
): readonly [Permission, ...Permission[]] {
  const [first = '*', ...others] = [operation.resource?.(account, params) ?? '*'].flat();
  const on = (resource: string): Permission => ({ action: `${operation.service}:${operation.name}`, resource });
  return [on(first), ...others.map(on), ...(operation.also?.(account, params) ?? [])];
}
