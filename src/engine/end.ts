import type { JsonObject } from '#domain/json.ts';
import type { Payload } from '#machine/events.ts';
import { isOurs } from './answer.ts';
import { dispatch } from './dispatch.ts';
import { answerTo } from './happened.ts';
import { resultOf } from './outcomes.ts';
import type { EngineParts } from './parts.ts';
import { actionOf, type Looked, planOf } from './perform/look.ts';
import type { Sent } from './ports.ts';
import type { AttemptRow, EffectRow, PlanRow, ResultRow } from './rows.ts';
import { openRun } from './run.ts';
import type { Tx } from './store.ts';

/** How often a throttled request is sent under one approval. */
const tries = 3;

interface Ending {
  readonly looked: Looked;
  readonly attempt: AttemptRow;
  readonly sent: Sent;
}

/** Answer and event in one transaction. Where the event no longer applies, the answer stands alone in the journal. */
export async function end(parts: EngineParts, effect: EffectRow, { looked, attempt, sent }: Ending): Promise<void> {
  const { want } = effect;
  const plan = planOf(looked);
  const receipt = sent.outcome === 'answered' ? actionOf(parts, plan.action).receipt(want.n, sent.answer) : undefined;
  const last = want.n + 1 >= plan.planned.requests.length;
  await parts.store.transaction(async (tx) => {
    const loaded = await openRun(tx, effect.run);
    await tx.attempts.end(finished(attempt, sent, parts.clock.now(), receipt));
    if (receipt) await keepReceipt(tx, parts, { attempt, plan, receipt, step: want.step });
    if (!loaded || !(await isOurs(tx, parts, effect))) return;
    if (sent.outcome === 'refused' && sent.throttled && attempt.try < tries) await giveBack(tx, parts, effect, attempt);
    else await dispatch(tx, parts, loaded, answerTo(want, eventOf(sent, last), factsOf(sent, attempt)));
  });
  parts.changed(effect.run);
}

const eventOf = (sent: Sent, last: boolean): Payload => {
  if (sent.outcome === 'answered') return { name: 'APPLIED', last };
  return sent.outcome === 'refused' ? { name: 'NOT_APPLIED' } : { name: 'UNKNOWN' };
};

const factsOf = (sent: Sent, { sessionName, begunAt }: AttemptRow): JsonObject => {
  if (sent.outcome === 'answered') return { sessionName, ...(sent.requestId ? { requestId: sent.requestId } : {}) };
  if (sent.outcome === 'refused') return { cause: sent.message, code: sent.code };
  return { cause: sent.message, lostAt: begunAt };
};

const finished = (attempt: AttemptRow, sent: Sent, endedAt: number, receipt: JsonObject | undefined): AttemptRow => ({
  ...attempt,
  endedAt,
  outcome: sent.outcome,
  ...(receipt ? { receipt } : {}),
  ...('requestId' in sent && sent.requestId ? { requestId: sent.requestId } : {}),
  ...('message' in sent ? { error: sent.message } : {}),
});

/** Throttled: nothing was written, so the approval is not spent. */
async function giveBack(
  tx: Tx,
  parts: EngineParts,
  { run, want }: EffectRow,
  { ask: id, n, try: tried }: AttemptRow,
): Promise<void> {
  const ask = await tx.asks.get(run, id);
  if (ask?.state === 'used' && n === 0 && ask.covers.length === 1) await tx.asks.put({ ...ask, state: 'approved' });
  await tx.effects.later(run, want.key, parts.clock.now() + 2_000 * tried);
}

interface Kept {
  readonly attempt: Pick<AttemptRow, 'run' | 'instance' | 'n' | 'begunAt'>;
  readonly plan: PlanRow;
  readonly receipt: JsonObject;
  readonly step: string;
}

/** What was applied, when, and the outputs that are known by it. */
export async function keepReceipt(tx: Tx, parts: EngineParts, { attempt, plan, receipt, step }: Kept): Promise<void> {
  const { run, instance, n, begunAt } = attempt;
  const row = await resultOf(tx, begunAt, { run, instance, step });
  const receipts = [...row.receipts.slice(0, n), receipt];
  const outputs = actionOf(parts, plan.action).results(plan.planned.plan, receipts, undefined);
  await tx.results.put({
    ...(n === 0 ? afresh(row) : row),
    receipts,
    outputs: { ...row.outputs, ...outputs },
    appliedAt: begunAt,
    ...(n === 0 ? { sentAt: begunAt } : {}),
  });
}

/** With its first request an attempt begins: what polls of an earlier one remembered is about other tasks. */
const afresh = ({
  memo: _memo,
  since: _since,
  progress: _progress,
  evidence: _evidence,
  ...row
}: ResultRow): ResultRow => row;
