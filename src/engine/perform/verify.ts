import type { Verified } from '#actions/contract.ts';
import { asFailure, forPeople } from '#domain/failure.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Payload } from '#machine/events.ts';
import { answer, onBehalf } from '../answer.ts';
import { dispatch } from '../dispatch.ts';
import { answerTo } from '../happened.ts';
import { isChange } from '../members.ts';
import type { EngineParts } from '../parts.ts';
import type { EffectRow, ResultRow } from '../rows.ts';
import { authorOf } from './author.ts';
import { ctxOf, knownOutputs, type Looked, look, memoOf, planOf } from './look.ts';
import { keepPolling } from './poll.ts';

/** Proves that what was applied works. `prove` is the same question once more after settling: what no longer holds is verified anew. */
export async function performVerify(parts: EngineParts, effect: EffectRow): Promise<void> {
  const looked = await look(parts, effect);
  if (!looked) return;
  const seen = await verify(parts, effect, looked);
  if (seen.state === 'slow' || isHalfGone(parts, looked)) await saySlow(parts, effect, looked, seen);
  const kept = keep(looked, seen);
  const event = eventOf(parts, effect, looked, seen);
  if (!event) return keepPolling(parts, effect, looked, { ...kept, elapsed: elapsed(parts, looked) });
  await answer(parts, effect, answerTo(effect.want, event, factsOf(seen)), async (tx) => {
    const current = await tx.results.get(effect.run, effect.want.instance);
    if (current)
      await tx.results.put({ ...current, ...kept, outputs: { ...current.outputs, ...outputs(parts, looked, seen) } });
  });
}

const elapsed = (parts: EngineParts, { result }: Looked): number =>
  parts.clock.now() - (result.sentAt ?? result.startedAt);

async function verify(parts: EngineParts, { want }: EffectRow, looked: Looked): Promise<Verified> {
  const plan = planOf(looked);
  const { result } = looked;
  const memo = memoOf(result).verify;
  const ctx = ctxOf(parts, looked, want, {
    ...(result.sentAt === undefined ? {} : { since: result.sentAt }),
    ...(memo === undefined ? {} : { memo }),
  });
  try {
    return await authorOf(parts, plan).verify(plan.planned.plan, looked.read, ctx);
  } catch (thrown) {
    const failure = asFailure(thrown);
    // What cannot be read now may be readable later; the step's own deadline ends it.
    if (failure.kind === 'transient')
      return {
        state: 'pending',
        progress: `Cannot be read: ${failure.message}`,
        evidence: {},
        ...(memo === undefined ? {} : { memo }),
      };
    return { state: 'failed', progress: forPeople(failure), evidence: {} };
  }
}

const keep = ({ result }: Looked, seen: Verified): Pick<ResultRow, 'progress' | 'memo' | 'evidence' | 'since'> => ({
  progress: seen.progress,
  evidence: seen.evidence,
  memo: { ...memoOf(result), ...(seen.memo === undefined ? {} : { verify: seen.memo }) } as JsonObject,
  ...(seen.since === undefined ? {} : { since: seen.since }),
});

function eventOf(parts: EngineParts, { want }: EffectRow, { member }: Looked, seen: Verified): Payload | undefined {
  const proving = want.what === 'prove';
  if (seen.state === 'failed') return { name: 'FAILED' };
  if (seen.state === 'superseded') return { name: 'SUPERSEDED' };
  if (seen.state !== 'ok') return proving ? { name: 'SLIPPED' } : undefined;
  const settle = isChange(member.step) ? member.step.settle : 0;
  return { name: 'VERIFIED', until: proving ? 0 : (seen.at ?? parts.clock.now()) + settle };
}

const factsOf = ({ state, progress, evidence }: Verified): JsonObject => ({
  ...(state === 'ok' ? { progress } : { cause: progress }),
  evidence,
});

const outputs = (parts: EngineParts, looked: Looked, { memo }: Verified): JsonObject =>
  knownOutputs(parts, planOf(looked), looked.result.receipts, memo ?? memoOf(looked.result).verify);

function isHalfGone(parts: EngineParts, { member, want, loaded }: Looked): boolean {
  if (!isChange(member.step)) return false;
  const due = loaded.position.wants.find(({ lane, what }) => lane === want.lane && what === 'timeout')?.due;
  return due !== undefined && due - parts.clock.now() < member.step.timeout / 2;
}

/** Said once; the machine remembers. */
async function saySlow(parts: EngineParts, effect: EffectRow, { loaded, want }: Looked, seen: Verified): Promise<void> {
  if (want.what !== 'verify' || loaded.position.lanes.find(({ lane }) => lane === want.lane)?.slow) return;
  await onBehalf(parts, effect, (tx, current) =>
    dispatch(tx, parts, current, answerTo(want, { name: 'SLOW' }, factsOf(seen))),
  );
}
