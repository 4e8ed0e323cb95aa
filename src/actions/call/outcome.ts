import { canonical, isObject, type Json } from '#domain/json.ts';
import type { Ctx, Reconciled, Verified } from '../contract.ts';
import type { Read } from '../ports.ts';
import { inWords } from './field.ts';
import { readProof } from './guard.ts';
import type { CallMemory } from './memory.ts';

/** How long a read may still show what was before. */
const staleFor = 60_000;

type Proof = NonNullable<CallMemory['verify']>;

const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** Only the field that proves the call can tell whether it was made. */
export async function reconcileCall({ verify }: CallMemory, read: Read): Promise<Reconciled> {
  if (!verify) return { outcome: 'unknown', evidence: 'Nothing is read that would tell whether the call was made' };
  const value = await readProof(verify, read);
  const evidence = `${verify.field} is ${inWords(value)}`;
  if (isSame(value, verify.equals)) return { outcome: 'applied', evidence, receipt: { answered: true } };
  return { outcome: isSame(value, verify.before) ? 'not-applied' : 'by-other', evidence };
}

function stateOf(value: Json, { equals, before }: Proof, { now, since = now }: Ctx): Verified['state'] {
  if (isSame(value, equals)) return 'ok';
  if (!isSame(value, before)) return 'superseded';
  return now - since > staleFor ? 'slow' : 'pending';
}

/** When it was first seen to be so, as the last poll left it. */
const seenAt = ({ memo, now }: Ctx): number => (isObject(memo) && typeof memo['at'] === 'number' ? memo['at'] : now);

/** The field that the author named has the value that he named; without one, AWS's answer is all there is. */
export async function judgeCall({ verify, service, operation }: CallMemory, read: Read, ctx: Ctx): Promise<Verified> {
  const answered = ctx.receipts.length > 0;
  const memo = (value: Json): Pick<Verified, 'at' | 'memo'> => ({ at: seenAt(ctx), memo: { at: seenAt(ctx), value } });
  if (!verify) {
    if (!answered) return { state: 'pending', progress: 'not sent yet', evidence: {} };
    return { state: 'ok', progress: `${service}:${operation} was answered`, evidence: {}, ...memo(null) };
  }
  const value = await readProof(verify, read);
  const state = stateOf(value, verify, ctx);
  return {
    state,
    progress: `${verify.field} is ${inWords(value)}`,
    evidence: { [verify.field]: inWords(value) },
    ...(state === 'ok' ? memo(value) : {}),
  };
}
