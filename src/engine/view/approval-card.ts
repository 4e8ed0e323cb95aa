import type { ApprovalCard, Moved, PlanLines } from '#domain/card-view.ts';
import { needed, sayEntries } from '#domain/policy.ts';
import { ROLLBACK } from '#domain/rollback.ts';
import type { Who } from '#domain/who.ts';
import { evaluate } from '#runbook/expressions.ts';
import { memberOf, nthOf } from '../member.ts';
import type { MessageRow } from '../message-rows.ts';
import type { AskRow, PlanRow } from '../rows.ts';
import { pathTo } from '../run.ts';
import { scopeOf } from '../scope.ts';
import { base, text } from './card-base.ts';
import { staysOf } from './put-back.ts';
import { type Seen, titleIn } from './seen.ts';

/** What exactly is asked for, and of whom. */
export function approvalCard(seen: Seen, row: MessageRow, ask: AskRow): ApprovalCard {
  const plans = plansUnder(seen, ask);
  const impact = impactOf(seen, ask);
  const drift = driftBefore(seen, row);
  const alone = seen.loaded.definition.environment.breakGlass;
  return {
    kind: 'approval',
    ...base(seen, row, ask.ask),
    plans: plans.map(
      ({ instance, planned }): PlanLines => ({
        instance,
        title: titleIn(seen, instance, ask.step),
        changes: planned.changes,
      }),
    ),
    undo: unique(plans.map(({ planned }) => planned.undo)),
    blastRadius: blastRadiusOf(plans),
    warnings: [...new Set(plans.flatMap(({ planned }) => planned.warnings))],
    votes: ask.votes
      .filter(({ says }) => says === 'approve')
      .map(({ person, at }) => ({ who: { id: person.id, name: person.name }, at })),
    needed: needed(ask.policy),
    groupsInWords: sayEntries(ask.policy),
    groups: [...new Set(ask.policy.entries.flatMap(({ groups }) => groups))],
    excluded: ask.policy.requester ? [] : ask.requesters.map((id) => whoIs(seen, id)),
    first: seen.loaded.definition.environment.notify.first,
    closesAt: ask.closesAt,
    planHash: ask.planHash,
    ...(ask.typed ? { typed: ask.typed } : {}),
    ...(alone ? { breakGlass: { groups: alone.groups, from: ask.openedAt + alone.after } } : {}),
    ...(impact ? { impact } : {}),
    ...(ask.step === ROLLBACK ? { rollback: { stays: staysOf(seen) } } : {}),
    ...(drift ? { drift } : {}),
  };
}

/** The plans that an ask covers, as they were shown. */
export const plansUnder = ({ plans }: Seen, { ask, covers }: AskRow): readonly PlanRow[] => {
  const attempt = Number(ask.slice(ask.lastIndexOf('@') + 1));
  return covers.flatMap(({ instance }) =>
    plans.filter((plan) => plan.instance === instance && plan.attempt === attempt),
  );
};

/** Of several plans: what they touch, by name; each one's own extent stands in the full plan. */
function blastRadiusOf(plans: readonly PlanRow[]): string {
  const [first] = plans;
  if (plans.length === 1 && first) return first.planned.blastRadius;
  const names = [
    ...new Set(plans.flatMap(({ planned }) => planned.targets.map((arn) => arn.split(/[/:]/).at(-1) ?? arn))),
  ];
  return names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

const unique = (texts: readonly string[]): string => [...new Set(texts)].join(' ');

function impactOf({ loaded, results }: Seen, { step, ask }: AskRow): string | undefined {
  const own = pathTo(loaded.definition, step).at(-1);
  if (own?.kind !== 'action' || own.impact === undefined) return undefined;
  const instance = ask.slice(0, ask.lastIndexOf('@'));
  const item = nthOf(instance);
  const member = memberOf(loaded, { step, instance, ...(item === undefined ? {} : { item }) }, results);
  return text(evaluate(own.impact, scopeOf(loaded, results, member)), own.impact);
}

/** What moved since the plan before this one was shown; only if that is why it is asked again. */
function driftBefore(
  { events }: Seen,
  { lane, facts }: MessageRow,
): { moved: readonly Moved[]; voided: readonly Who[] } | undefined {
  const drifted = events.filter((event) => event.lane === lane && event.name === 'DRIFTED').at(-1);
  if (!drifted || Number(drifted.facts['attempt']) + 1 !== Number(facts['attempt'])) return undefined;
  return {
    moved: drifted.facts['moved'] as unknown as readonly Moved[],
    voided: drifted.facts['voided'] as unknown as readonly Who[],
  };
}

const whoIs = ({ loaded, events }: Seen, id: string): Who => {
  if (loaded.row.startedBy.id === id) return loaded.row.startedBy;
  const by = events.map(({ facts }) => facts['by'] as unknown as Who | undefined).find((who) => who?.id === id);
  return by ?? { id, name: id };
};
