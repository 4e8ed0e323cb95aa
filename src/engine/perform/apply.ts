import { asFailure, forPeople } from '#domain/failure.ts';
import { again, answer } from '../answer.ts';
import { answerTo } from '../happened.ts';
import type { EngineParts } from '../parts.ts';
import type { AttemptRow, EffectRow } from '../rows.ts';
import { write } from '../write.ts';
import { compareContent } from './drift.ts';
import { actionOf, ctxOf, type Looked, look, planOf } from './look.ts';

/** How soon a request that has to wait for the one before it is looked at again. */
const pause = 3_000;

/** Sends request `n` of an approved plan, once: compares first, then hands over to `write`. An attempt that had begun is never begun again; we look what became of it. */
export async function performApply(parts: EngineParts, effect: EffectRow): Promise<void> {
  const looked = await look(parts, effect);
  if (!looked) return;
  const begun = looked.attempts.filter(({ n, outcome }) => n === effect.want.n && outcome !== 'refused').at(-1);
  if (begun) return takeOver(parts, effect, begun);
  if (looked.loaded.position.halt) return answer(parts, effect, answerTo(effect.want, { name: 'NOT_APPLIED' }));
  const may = effect.want.n === 0 ? await compareContent(parts, effect, looked) : await askReady(parts, effect, looked);
  if (may) await write(parts, effect, looked);
}

/** The worker that had begun it is gone, or its answer could not be stored. Not before nobody can send it any more. */
async function takeOver(parts: EngineParts, effect: EffectRow, begun: AttemptRow): Promise<void> {
  if (parts.clock.wall() < begun.notAfter) return again(parts, effect, 1_000);
  const lost = { cause: 'The answer was lost.', lostAt: begun.begunAt };
  return answer(parts, effect, answerTo(effect.want, { name: 'UNKNOWN' }, lost));
}

async function askReady(parts: EngineParts, effect: EffectRow, looked: Looked): Promise<boolean> {
  const plan = planOf(looked);
  const since = looked.result.sentAt;
  const ctx = ctxOf(parts, looked, effect.want, since === undefined ? {} : { since });
  try {
    const ready = await actionOf(parts, plan.action).ready(plan.planned.plan, effect.want.n, looked.read, ctx);
    if (ready === 'go') return true;
    if (ready === 'wait') await again(parts, effect, pause);
    else await answer(parts, effect, answerTo(effect.want, { name: 'NOT_APPLIED' }, { cause: ready.stop }));
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind === 'transient') await again(parts, effect, pause);
    else await answer(parts, effect, answerTo(effect.want, { name: 'NOT_APPLIED' }, { cause: forPeople(failure) }));
  }
  return false;
}
