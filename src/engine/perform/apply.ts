import { again, answer } from '../answer.ts';
import { answerTo } from '../happened.ts';
import type { EngineParts } from '../parts.ts';
import type { AttemptRow, EffectRow } from '../rows.ts';
import { write } from '../write.ts';
import { authorOf } from './author.ts';
import { compareContent } from './drift.ts';
import { ctxOf, type Looked, look, planOf } from './look.ts';

/** How soon a request that has to wait for the one before it is looked at again. */
const pause = 3_000;

/** Sends request `n` of an approved plan, once: compares first, then hands over to `write`. An attempt that had begun is never begun again; we look what became of it. */
export async function performApply(parts: EngineParts, effect: EffectRow): Promise<void> {
  const looked = await look(parts, effect);
  if (!looked) return;
  const begun = looked.attempts.filter(({ n, outcome }) => n === effect.want.n && outcome !== 'refused').at(-1);
  if (begun) return takeOver(parts, effect, begun);
  if (looked.loaded.position.halt) return doNot(parts, effect, 'The run is being stopped.');
  const may = effect.want.n === 0 ? await compareContent(parts, effect, looked) : await askReady(parts, effect, looked);
  if (may) await write(parts, effect, looked);
}

/** The worker that had begun it is gone, or its answer could not be stored. Not before nobody can send it any more. */
async function takeOver(parts: EngineParts, effect: EffectRow, begun: AttemptRow): Promise<void> {
  if (parts.clock.wall() < begun.notAfter) return again(parts, effect, 1_000);
  const lost = { cause: 'The answer was lost.', lostAt: begun.begunAt };
  return answer(parts, effect, answerTo(effect.want, { name: 'UNKNOWN' }, lost));
}

const doNot = (parts: EngineParts, effect: EffectRow, cause: string): Promise<void> =>
  answer(parts, effect, answerTo(effect.want, { name: 'NOT_APPLIED' }, { cause }));

/** Whether a later request may follow the one before it now; not for ever: after `due` none begins. */
async function askReady(parts: EngineParts, effect: EffectRow, looked: Looked): Promise<boolean> {
  const { want } = effect;
  const plan = planOf(looked);
  const which = `Request ${want.n + 1} of ${plan.planned.requests.length}`;
  if (want.due !== undefined && parts.clock.now() > want.due) {
    await doNot(parts, effect, `${which} was not sent: it could not follow the one before it in time.`);
    return false;
  }
  const since = looked.result.sentAt;
  const ctx = ctxOf(parts, looked, want, since === undefined ? {} : { since });
  const ready = await authorOf(parts, plan).ready(plan.planned.plan, want.n, looked.read, ctx);
  if (ready === 'go') return true;
  if (ready === 'wait') await again(parts, effect, pause);
  else await doNot(parts, effect, `${which} was not sent: ${ready.stop}`);
  return false;
}
