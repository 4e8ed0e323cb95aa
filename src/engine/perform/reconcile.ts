import type { Reconciled } from '#actions/contract.ts';
import { asFailure, forPeople } from '#domain/failure.ts';
import { again, answer } from '../answer.ts';
import { keepReceipt, notMade } from '../end.ts';
import { answerTo } from '../happened.ts';
import type { EngineParts } from '../parts.ts';
import type { AttemptRow, EffectRow } from '../rows.ts';
import { authorOf } from './author.ts';
import { type Looked, look, planOf } from './look.ts';

const pause = 3_000;

/** Looks what became of a request whose answer is not known: reads only. "Not applied" counts once nobody can be sending it any more. */
export async function performReconcile(parts: EngineParts, effect: EffectRow): Promise<void> {
  const looked = await look(parts, effect);
  if (!looked) return;
  const attempt = looked.attempts.filter(({ n }) => n === effect.want.n).at(-1);
  if (!attempt)
    return answer(parts, effect, answerTo(effect.want, { name: 'NOT_APPLIED' }, { cause: 'It was never sent.' }));
  const known = answered(attempt);
  const found = known ?? (await find(parts, looked, attempt));
  const settled = known !== undefined || parts.clock.wall() >= attempt.notAfter + parts.timing.grace;
  if (!settled && found.outcome !== 'applied') return again(parts, effect, pause);
  await conclude(parts, effect, { looked, attempt, found });
}

/** The answer itself, where it has come after all. */
function answered({ outcome, receipt, error }: AttemptRow): Reconciled | undefined {
  if (outcome === 'answered')
    return { outcome: 'applied', evidence: 'The answer came late.', ...(receipt ? { receipt } : {}) };
  return outcome === 'refused' ? { outcome: 'not-applied', evidence: error ?? 'It was refused.' } : undefined;
}

async function find(parts: EngineParts, looked: Looked, attempt: AttemptRow): Promise<Reconciled> {
  const plan = planOf(looked);
  try {
    const { begunAt, token, mark, sessionName, accessKeyId } = attempt;
    return await authorOf(parts, plan).reconcile(plan.planned.plan, attempt.n, looked.read, {
      begunAt,
      token,
      mark,
      sessionName,
      accessKeyId,
    });
  } catch (thrown) {
    return { outcome: 'unknown', evidence: forPeople(asFailure(thrown)) };
  }
}

interface Conclusion {
  readonly looked: Looked;
  readonly attempt: AttemptRow;
  readonly found: Reconciled;
}

const events = { 'not-applied': 'NOT_APPLIED', 'by-other': 'BY_OTHER', unknown: 'UNKNOWN' } as const;

async function conclude(parts: EngineParts, effect: EffectRow, { looked, attempt, found }: Conclusion): Promise<void> {
  const { want } = effect;
  const plan = planOf(looked);
  const facts = { evidence: found.evidence, lostAt: attempt.begunAt };
  if (found.outcome === 'applied') {
    const last = want.n + 1 >= plan.planned.requests.length;
    const receipt = found.receipt ?? {};
    return answer(parts, effect, answerTo(want, { name: 'APPLIED', last }, facts), async (tx) => {
      await tx.attempts.end({ ...attempt, outcome: 'answered', endedAt: parts.clock.now(), receipt });
      await keepReceipt(tx, parts, { attempt, plan, receipt, step: want.step });
    });
  }
  const name = events[found.outcome];
  return answer(parts, effect, answerTo(want, { name }, { ...facts, cause: found.evidence }), async (tx) => {
    if (name !== 'UNKNOWN') await tx.attempts.end(notMade(attempt, parts.clock.now(), found.evidence));
  });
}
