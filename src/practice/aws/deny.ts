import type { Failure } from '#domain/failure.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Account } from './account.ts';
import { covers } from './iam/covers.ts';
import type { Operation } from './operations/operation.ts';
import type { Principal } from './principal.ts';
import { refusal } from './refusal.ts';

/** A statement with `Effect: Deny`; `*` stands for any text, also within one. Without a resource it holds for all. */
export interface Denial {
  readonly action: string;
  readonly resource?: string;
}

export function refuseDenied(denials: readonly Denial[], account: Account, operation: Operation, call: CallOf): void {
  const action = `${operation.service}:${operation.name}`;
  const resource = operation.resource?.(account, call.params) ?? '*';
  if (action === 'sts:GetCallerIdentity') return;
  if (denials.some((denial) => covers(denial.action, action, 'i') && covers(denial.resource ?? '*', resource, 'i')))
    throw denied(operation, resource, call.principal);
}

interface CallOf {
  readonly params: JsonObject;
  readonly principal: Principal;
}

/** In AWS's words; STS's error has another name. */
export const denied = ({ service, name }: Operation, resource: string, { arn }: Principal): Failure =>
  refusal(
    service === 'sts' ? 'AccessDenied' : 'AccessDeniedException',
    `User: ${arn} is not authorized to perform: ${service}:${name} on resource: ${resource} with an explicit deny in an identity-based policy`,
  );
