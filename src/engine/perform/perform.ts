import { asFailure, type Failure, forPeople } from '#domain/failure.ts';
import type { Payload } from '#machine/events.ts';
import type { What } from '#machine/wants.ts';
import { again, answer } from '../answer.ts';
import { answerTo } from '../happened.ts';
import type { EngineParts } from '../parts.ts';
import type { EffectRow } from '../rows.ts';
import { performApply } from './apply.ts';
import { performCheck } from './check.ts';
import { performLock } from './lock.ts';
import { performPlan } from './plan.ts';
import { performReconcile } from './reconcile.ts';
import { performVerify } from './verify.ts';

type Perform = (parts: EngineParts, effect: EffectRow) => Promise<void>;

const performers: Partial<Record<What, Perform>> = {
  plan: performPlan,
  lock: performLock,
  apply: performApply,
  reconcile: performReconcile,
  verify: performVerify,
  prove: performVerify,
  check: performCheck,
};

/** What the machine is told when an effect cannot be performed at all. Of an `apply` nothing has been sent then: from *begin* on it throws only what passes. */
const failing: Partial<Record<What, Payload>> = {
  plan: { name: 'FAILED' },
  apply: { name: 'NOT_APPLIED' },
  verify: { name: 'FAILED' },
  prove: { name: 'FAILED' },
  check: { name: 'FAILED' },
  reconcile: { name: 'UNKNOWN' },
};

const patience = 5;

/** A store or an account that cannot be reached is waited for; only a plan is given up in the end, so that a person learns why nothing happens. */
const mayPass = ({ kind }: Failure, { want, claims }: EffectRow): boolean =>
  kind === 'transient' && (want.what !== 'plan' || claims < patience);

/** Performs one claimed effect. A failure that may pass is tried again; any other is the step's failure, in words for people. */
export async function perform(parts: EngineParts, effect: EffectRow): Promise<void> {
  try {
    await performers[effect.want.what]?.(parts, effect);
  } catch (thrown) {
    const failure = asFailure(thrown);
    const facts = {
      run: effect.run,
      effect: effect.want.key,
      code: failure.code,
      error: String(failure.cause ?? failure),
    };
    parts.log(failure.kind === 'bug' ? 'error' : 'warn', failure.message, facts);
    const event = failing[effect.want.what];
    if (mayPass(failure, effect) || !event) await again(parts, effect, 1_000 * 2 ** Math.min(effect.claims, patience));
    else await answer(parts, effect, answerTo(effect.want, event, { cause: forPeople(failure) }));
  }
}
