import type { JsonObject } from '#domain/json.ts';
import type { Payload } from '#machine/events.ts';
import { dispatch } from './dispatch.ts';
import { answerTo } from './happened.ts';
import { resultOf } from './outcomes.ts';
import type { EngineParts } from './parts.ts';
import { authorOf } from './perform/author.ts';
import { knownOutputs, type Looked, planOf } from './perform/look.ts';
import type { Sent } from './ports.ts';
import type { AttemptRow, EffectRow, PlanRow, ResultRow } from './rows.ts';
import { type Loaded, openRun } from './run.ts';
import type { Tx } from './store.ts';

/** How often a throttled request is sent under one approval. */
const tries = 3;

interface Ending {
  readonly looked: Looked;
  readonly attempt: AttemptRow;
  readonly sent: Sent;
}

/**
 * Answer and event in one transaction, whoever has the effect by now: nobody can know better than who sent it. Where the machine has gone on without it,
 * the answer stands alone in the journal, where looking finds it; a lost one then says nothing new.
 */
export async function end(parts: EngineParts, effect: EffectRow, ending: Ending): Promise<void> {
  const { sent } = ending;
  await parts.store.transaction(async (tx) => {
    const loaded = await openRun(tx, effect.run);
    const wanted = await tx.effects.get(effect.run, effect.want.key);
    if (loaded && wanted) await conclude(tx, parts, loaded, { effect, ...ending });
    else if (sent.outcome !== 'unknown') await tx.attempts.end(finished(parts, ending));
  });
  parts.changed(effect.run);
}

async function conclude(
  tx: Tx,
  parts: EngineParts,
  loaded: Loaded,
  { effect, ...ending }: Ending & { readonly effect: EffectRow },
): Promise<void> {
  const { want } = effect;
  const { looked, attempt, sent } = ending;
  const plan = planOf(looked);
  const done = finished(parts, ending);
  await tx.attempts.end(done);
  if (done.receipt) await keepReceipt(tx, parts, { attempt, plan, receipt: done.receipt, step: want.step });
  const last = want.n + 1 >= plan.planned.requests.length;
  if (sent.outcome === 'refused' && sent.throttled && attempt.try < tries) await giveBack(tx, parts, effect, attempt);
  else await dispatch(tx, parts, loaded, answerTo(want, eventOf(sent, last), factsOf(sent, attempt)));
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

const finished = (parts: EngineParts, { looked, attempt, sent }: Ending): AttemptRow => ({
  ...attempt,
  endedAt: parts.clock.now(),
  outcome: sent.outcome,
  ...(sent.outcome === 'answered' ? { receipt: authorOf(parts, planOf(looked)).receipt(attempt.n, sent.answer) } : {}),
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

/** It was found out, or said, that nothing came of it: the journal does not leave it open. */
export const notMade = (attempt: AttemptRow, at: number, error: string): AttemptRow => ({
  ...attempt,
  outcome: 'refused',
  endedAt: at,
  error,
});

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
  const outputs = knownOutputs(parts, plan, receipts, undefined);
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
