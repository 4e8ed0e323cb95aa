import { asFailure, Failure } from '#domain/failure.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Account } from './account.ts';
import type { Call } from './call.ts';
import { type Denial, denied, explicitly, refuseDenied } from './deny.ts';
import type { Fault, Faults } from './fault.ts';
import { refuseUnpermitted } from './iam/authorize.ts';
import { permissionsOf } from './iam/permissions.ts';
import { throttled } from './limits.ts';
import type { Operation, ServiceId } from './operations/operation.ts';
import type { Past } from './past.ts';
import { perform } from './perform.ts';
import type { Principal } from './principal.ts';

/** All that a request meets on its way to the account. */
export interface Front {
  readonly account: Account;
  readonly calls: Call[];
  readonly faults: Faults;
  readonly past: Past;
  readonly deny: readonly Denial[];
  readonly throttle: (service: ServiceId, op: string) => void;
}

/** What comes of a call, and what the caller gets to know of it. */
export type Outcome =
  | { readonly kind: 'answered'; readonly answer: JsonObject; readonly applied: true; readonly delay: number }
  | { readonly kind: 'refused'; readonly error: Failure; readonly applied: boolean }
  | { readonly kind: 'dropped' | 'hung'; readonly applied: boolean };

interface Asked {
  readonly operation: Operation;
  readonly params: JsonObject;
  readonly principal: Principal;
}

/** In AWS's order: is it allowed, is it too much, and then whatever was ordered to go wrong. */
export function outcomeOf(front: Front, asked: Asked): Outcome {
  const { operation, params } = asked;
  try {
    authorize(front, asked);
    front.throttle(operation.service, operation.name);
    const fault = front.faults.strike(operation, params, front.account.now);
    return (
      before(front, asked, fault) ?? after(front, fault, perform(front.account, operation, params, asked.principal))
    );
  } catch (thrown) {
    return refused(asFailure(thrown));
  }
}

/** The call itself, and what it takes besides. Nothing can deny who one is. */
function authorize(front: Front, { operation, params, principal }: Asked): void {
  if (operation.name === 'GetCallerIdentity') return;
  const needed = permissionsOf(front.account, operation, params);
  refuseDenied(front.deny, principal, needed);
  refuseUnpermitted(front.account, principal, needed);
}

export const refused = (error: Failure, applied = false): Outcome => ({ kind: 'refused', error, applied });

function before(
  { account }: Front,
  { operation, params, principal }: Asked,
  fault: Fault | undefined,
): Outcome | undefined {
  if (fault?.kind === 'drop-before') return { kind: 'dropped', applied: false };
  if (fault?.kind === 'hang') return { kind: 'hung', applied: false };
  if (fault?.kind === '500-before') return refused(failed());
  if (fault?.kind === 'throttle') return refused(throttled());
  if (fault?.kind === 'deny') {
    const [itself] = permissionsOf(account, operation, params);
    return refused(denied(itself, principal, explicitly));
  }
  return undefined;
}

function after({ past }: Front, fault: Fault | undefined, answer: JsonObject): Outcome {
  if (fault?.kind === 'drop-after') return { kind: 'dropped', applied: true };
  if (fault?.kind === '500-after') return refused(failed(), true);
  if (fault?.kind === 'stale') return answered(past.outdated(answer, fault.seconds ?? 0));
  return answered(answer, fault?.ms);
}

const answered = (answer: JsonObject, delay = 0): Outcome => ({ kind: 'answered', answer, applied: true, delay });

const failed = () =>
  new Failure('transient', 'InternalFailure', 'The request processing has failed because of an unknown error.');
