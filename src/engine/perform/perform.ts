import { asFailure, forPeople } from '#domain/failure.ts';
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

/** What the machine is told when an effect cannot be performed at all. An `apply` may have begun, so its outcome is unknown. */
const failing: Partial<Record<What, Payload>> = {
  plan: { name: 'FAILED' },
  verify: { name: 'FAILED' },
  prove: { name: 'FAILED' },
  check: { name: 'FAILED' },
  reconcile: { name: 'UNKNOWN' },
};

const patience = 5;

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
    const passes = failure.kind === 'transient' && effect.claims < patience;
    if (passes || !event) await again(parts, effect, 1_000 * 2 ** Math.min(effect.claims, patience));
    else await answer(parts, effect, answerTo(effect.want, event, { cause: forPeople(failure) }));
  }
}
