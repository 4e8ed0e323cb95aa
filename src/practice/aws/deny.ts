import type { Failure } from '#domain/failure.ts';
import { covers } from './iam/covers.ts';
import type { Permission } from './operations/operation.ts';
import type { Principal } from './principal.ts';
import { refusal } from './refusal.ts';

/** A statement with `Effect: Deny`; `*` stands for any text, also within one. Without a resource it holds for all. */
export interface Denial {
  readonly action: string;
  readonly resource?: string;
}

/** What somebody forbids everybody. */
export function refuseDenied(denials: readonly Denial[], principal: Principal, needed: readonly Permission[]): void {
  const isDenied = ({ action, resource }: Permission) =>
    denials.some((denial) => covers(denial.action, action, 'i') && covers(denial.resource ?? '*', resource, 'i'));
  const first = needed.find(isDenied);
  if (first) throw denied(first, principal, explicitly);
}

export const explicitly = 'with an explicit deny in an identity-based policy';

/** In AWS's words; STS's error has another name. */
export const denied = ({ action, resource }: Permission, { arn }: Principal, why: string): Failure =>
  refusal(
    action.startsWith('sts:') ? 'AccessDenied' : 'AccessDeniedException',
    `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
  );
