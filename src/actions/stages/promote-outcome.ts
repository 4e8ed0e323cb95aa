import type { Reconciled, Verified } from '../contract.ts';
import type { Read } from '../ports.ts';
import type { PromoteMemory } from './promote-memory.ts';
import { movesOf } from './promote-requests.ts';
import { currentStage, holderOf, onVersion, pendingStage } from './state.ts';

export async function reconcilePromote(plan: PromoteMemory, n: number, { secrets }: Read): Promise<Reconciled> {
  const secret = await secrets.secret(plan.arn);
  const move = movesOf(plan)[n];
  if (!secret || !move) return { outcome: 'unknown', evidence: `${plan.name} is gone` };
  const holder = holderOf(secret, move.stage);
  const evidence = `${move.stage} is ${onVersion(holder)}`;
  if (holder === move.to) return { outcome: 'applied', evidence, receipt: { version: move.to ?? null } };
  return { outcome: holder === move.from ? 'not-applied' : 'by-other', evidence };
}

export async function judgePromote(plan: PromoteMemory, { secrets }: Read): Promise<Verified> {
  const secret = await secrets.secret(plan.arn);
  if (!secret) return { state: 'failed', progress: `${plan.name} is gone`, evidence: {} };
  const current = holderOf(secret, currentStage);
  const pending = holderOf(secret, pendingStage);
  const found = {
    progress: `${currentStage} ${onVersion(current)} · ${pendingStage} ${onVersion(pending)}`,
    evidence: { [currentStage]: current ?? null, [pendingStage]: pending ?? null },
  };
  if (current !== plan.version && current !== plan.previous)
    return { ...found, state: 'superseded', progress: `somebody moved the label: ${found.progress}` };
  const isDone = current === plan.version && (pending === undefined || pending !== plan.pending);
  return isDone ? { ...found, state: 'ok', at: secret.modifiedAt } : { ...found, state: 'pending' };
}
