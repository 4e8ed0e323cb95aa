import type { CheckRead } from '#actions/contract.ts';
import { asFailure, Failure, forPeople } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type { VerifyCheck } from '#domain/runbook.ts';
import type { Payload } from '#machine/events.ts';
import { evaluate, type Scope, test } from '#runbook/expressions.ts';
import { answer } from '../answer.ts';
import { answerTo } from '../happened.ts';
import type { EngineParts } from '../parts.ts';
import type { EffectRow } from '../rows.ts';
import { checkOf, ctxOf, type Looked, look, type Memo, memoOf } from './look.ts';
import { checkAccount } from './plan.ts';
import { keepPolling } from './poll.ts';

/** Reads a check: a step of its own, or the `n`-th of an action's `verify`; until it holds or its time is up. */
export async function performCheck(parts: EngineParts, effect: EffectRow): Promise<void> {
  const looked = await look(parts, effect);
  if (!looked) return;
  const check = checkAt(looked);
  const began = beganAt(parts, looked);
  if (began === parts.clock.now()) await checkAccount(parts, looked);
  const seen = await read(parts, looked, check, began);
  const elapsed = parts.clock.now() - began;
  const memo = {
    ...memoOf(looked.result),
    check: { key: effect.want.key, began, ...(seen.memo === undefined ? {} : { memo: seen.memo }) },
  } as Memo;
  const event = eventOf(seen, parts.clock.now(), began + check.within);
  const kept = { progress: seen.progress, memo: memo as JsonObject, evidence: seen.evidence };
  if (!event) return keepPolling(parts, effect, looked, { ...kept, elapsed });
  await answer(
    parts,
    effect,
    answerTo(effect.want, event, {
      ...(event.name === 'FAILED' ? { cause: seen.progress } : { progress: seen.progress }),
      evidence: seen.evidence,
    }),
    async (tx) => {
      const current = await tx.results.get(effect.run, effect.want.instance);
      if (current) await tx.results.put({ ...current, ...kept, ...(isStep(looked) ? { outputs: seen.outputs } : {}) });
    },
  );
}

const isStep = ({ member }: Looked): boolean => member.step.kind === 'check';

function checkAt({ member, want }: Looked): VerifyCheck {
  const { step } = member;
  const check = step.kind === 'check' ? step : step.kind === 'action' ? step.verify[want.n] : undefined;
  if (!check) throw new Failure('bug', 'check-missing', `Step ${step.id} has no check number ${want.n}.`);
  return check;
}

/** When this check was first read; kept beside its memo. */
const beganAt = (parts: EngineParts, { result, want }: Looked): number => {
  const { check } = memoOf(result);
  return check?.key === want.key ? check.began : parts.clock.now();
};

async function read(parts: EngineParts, looked: Looked, check: VerifyCheck, began: number): Promise<CheckRead> {
  const memo = remembered(looked);
  try {
    const input = evaluate(check.with, looked.scope) as JsonObject;
    const ctx = ctxOf(parts, looked, looked.want, { since: sinceOf(looked, began), ...memo });
    const seen = await checkOf(parts, check.uses).read(input, looked.read, ctx);
    return check.expect === undefined ? seen : expected(seen, check.expect, looked.scope);
  } catch (thrown) {
    const failure = asFailure(thrown);
    const state = failure.kind === 'transient' ? 'pending' : 'failed';
    return { state, progress: forPeople(failure), evidence: {}, outputs: {}, ...memo };
  }
}

function remembered({ result, want }: Looked): { readonly memo?: Json } {
  const { check } = memoOf(result);
  return check?.key === want.key && check.memo !== undefined ? { memo: check.memo } : {};
}

/** In `verify`: since the oldest task that this attempt started, so that an old line proves nothing. */
const sinceOf = (looked: Looked, began: number): number =>
  isStep(looked) ? began : (looked.result.since ?? looked.result.sentAt ?? began);

/** The author's own condition replaces the check's verdict. */
function expected(seen: CheckRead, condition: string, scope: Scope): CheckRead {
  const holds = test(condition, { ...scope, outputs: seen.outputs });
  return { ...seen, state: holds ? 'ok' : 'pending', progress: holds ? seen.progress : `not so yet: ${condition}` };
}

/** A check that has no `within` is read once, or once more at the earliest moment at which it can hold. */
function eventOf({ state, due = 0 }: CheckRead, now: number, until: number): Payload | undefined {
  if (state === 'ok') return { name: 'VERIFIED', until: 0 };
  if (state === 'failed' || now >= Math.max(until, due)) return { name: 'FAILED' };
  return undefined;
}
