import type { Planned } from '#actions/contract.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import { canonical, isObject } from '#domain/json.ts';
import { answer } from '../answer.ts';
import { answerTo } from '../happened.ts';
import { askId } from '../ids.ts';
import type { EngineParts } from '../parts.ts';
import type { EffectRow, PlanRow } from '../rows.ts';
import { sealedIn } from '../secrets.ts';
import type { Tx } from '../store.ts';
import { coveringAsk } from '../together.ts';
import { actionOf } from './author.ts';
import { type Looked, planOf } from './look.ts';
import { checkAccount, planNow } from './plan.ts';

/** Plans again just before the first request. What differs from what was approved voids the approval, and the people see what moved. */
export async function compareContent(parts: EngineParts, effect: EffectRow, looked: Looked): Promise<boolean> {
  await checkAccount(parts, looked);
  const { plan: current } = await planNow(parts, looked, looked.member, looked.result);
  const moved = movedBetween(parts, planOf(looked), current);
  if (moved.length === 0) return true;
  const voided = await parts.store.transaction((tx) => approvers(tx, looked, effect), { reads: true });
  await answer(
    parts,
    effect,
    answerTo(effect.want, { name: 'DRIFTED' }, { moved, voided, attempt: effect.want.attempt }),
  );
  return false;
}

async function approvers(tx: Tx, { loaded, want }: Looked, effect: EffectRow): Promise<Json> {
  const ask = (await tx.asks.get(effect.run, askId(want))) ?? (await coveringAsk(tx, loaded, want));
  return (ask?.votes ?? []).map(({ person }) => ({ id: person.id, name: person.name }));
}

const say = (value: Json | undefined): string => {
  if (value === undefined) return 'not there';
  return typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.map(say).join(', ') || 'none'
      : JSON.stringify(value);
};

/** What differs, as words and values before and now; empty when the approval still holds. */
function movedBetween(parts: EngineParts, shown: PlanRow, current: PlanRow): JsonObject[] {
  const { version } = actionOf(parts, shown.action).meta;
  if (version !== shown.version)
    return [{ what: 'the program', was: `${shown.action} version ${shown.version}`, now: `version ${version}` }];
  if (shown.content === current.content) return [];
  const moved = [
    ...differences(shown.planned.guarded, current.planned.guarded),
    ...secretsMoved(shown.planned, current.planned),
  ];
  if (moved.length === 0) moved.push(requestsChanged(shown.planned, current.planned));
  if (current.planned.refuse !== undefined)
    moved.push({ what: 'whether it may be done', was: 'yes', now: current.planned.refuse });
  return moved;
}

/** A secret that is read from elsewhere has another value by now. */
function secretsMoved(was: Planned, now: Planned): readonly JsonObject[] {
  const before = new Map(sealedIn(was.requests).map(({ $sealed, fingerprint }) => [$sealed, fingerprint]));
  return sealedIn(now.requests)
    .filter(({ $sealed, fingerprint }) => (before.get($sealed) ?? fingerprint) !== fingerprint)
    .map(({ $sealed, fingerprint }) => ({
      what: `the secret ${$sealed.slice($sealed.lastIndexOf('.') + 1)}`,
      was: `fingerprint ${before.get($sealed)}`,
      now: `fingerprint ${fingerprint}`,
    }));
}

const requestsChanged = (was: Planned, now: Planned): JsonObject => ({
  what: 'the requests',
  was: was.requests.map(({ operation }) => operation).join(', ') || 'none',
  now: now.requests.map(({ operation }) => operation).join(', ') || 'none',
});

function differences(was: JsonObject, now: JsonObject): readonly JsonObject[] {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(now)])];
  return keys.flatMap((what): readonly JsonObject[] => {
    const [before, after] = [was[what], now[what]];
    if (canonical(before) === canonical(after)) return [];
    if (isObject(before) && isObject(after)) return differences(before as JsonObject, after as JsonObject);
    return [{ what, was: say(before), now: say(after) }];
  });
}
