import type { Json } from '#domain/json.ts';
import { isObject } from '#domain/json.ts';
import { needed, sayEntries } from '#domain/policy.ts';
import type { CardView, Closed, HeldCard, Moved, Offer, PlanLines, Who } from '#domain/run-view.ts';
import type { LaneAt } from '#machine/machine.ts';
import { evaluate } from '#runbook/expressions.ts';
import { memberOf, scopeFor } from '../members.ts';
import type { AskRow, MessageRow, PlanRow } from '../rows.ts';
import { pathTo } from '../run.ts';
import { scopeOf } from '../scope.ts';
import { changedSoFar } from './receipt.ts';
import { cardStep, type Seen, titleIn } from './seen.ts';

type Make = (seen: Seen, row: MessageRow) => CardView | undefined;

const make: Partial<Record<MessageRow['kind'], Make>> = {
  ask: (seen, row) => {
    const ask = seen.asks.find((one) => one.ask === row.facts['ask']);
    return ask?.kind === 'manual' ? manualCard(seen, row, ask) : ask && approvalCard(seen, row, ask);
  },
  held: heldCard,
  unclear: unclearCard,
  slow: slowCard,
  lock: lockCard,
};

/** The card of a message row; `undefined` for the root and the end, which are made from the run itself. */
export const cardOf = (seen: Seen, row: MessageRow): CardView | undefined => make[row.kind]?.(seen, row);

const text = (value: Json | undefined, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);
const time = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

function base(seen: Seen, row: MessageRow, value = `${row.lane}:${row.turn}`) {
  return {
    purpose: row.purpose,
    value: `${row.run}.${value}`,
    step: cardStep(seen, text(row.facts['step']), text(row.facts['instance'])),
    raisedAt: row.raisedAt,
    ...(row.closed ? { closed: row.closed as unknown as Closed } : {}),
  };
}

function approvalCard(seen: Seen, row: MessageRow, ask: AskRow): CardView {
  const plans = plansUnder(seen, ask);
  const impact = impactOf(seen, ask);
  const drift = driftBefore(seen, row);
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
    closesAt: ask.closesAt,
    planHash: ask.planHash,
    ...(impact ? { impact } : {}),
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
  const index = Number(instance.split('~')[1] ?? 0) - 1;
  const member = memberOf(loaded, { step, instance, ...(index >= 0 ? { item: index } : {}) }, results);
  return text(evaluate(own.impact, scopeFor(scopeOf(loaded.row, loaded.definition, results), member)), own.impact);
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

function manualCard(seen: Seen, row: MessageRow, ask: AskRow): CardView {
  const input = seen.results.find(({ instance }) => instance === row.facts['instance'])?.input;
  return {
    kind: 'manual',
    ...base(seen, row, ask.ask),
    text: text(input?.['text']),
    assign: ask.assign.length ? ask.assign : seen.loaded.definition.environment.start,
    closesAt: ask.closesAt,
  };
}

const why: Readonly<Record<string, HeldCard['why']>> = {
  REFUSED: 'refused',
  REJECTED: 'refused',
  SUPERSEDED: 'superseded',
};

function whyHeld({ asks, loaded }: Seen, { facts }: MessageRow): HeldCard['why'] {
  if (facts['event'] === 'TIMED_OUT') {
    const answered = asks.some(({ ask, state }) => ask === facts['ask'] && (state === 'approved' || state === 'used'));
    const asked = pathTo(loaded.definition, text(facts['step'])).at(-1)?.kind !== 'check' && !answered;
    return asked ? 'expired' : 'timed-out';
  }
  return why[text(facts['event'])] ?? 'failed';
}

const causes: Partial<Record<HeldCard['why'], string>> = {
  expired: 'Nobody answered in time. Retry plans again and asks again.',
  'timed-out': 'It did not come about in time.',
};

function heldCard(seen: Seen, row: MessageRow): CardView {
  const held = whyHeld(seen, row);
  const lane = seen.loaded.position.lanes.find((one) => one.lane === row.lane);
  const progress = seen.results.find(({ instance }) => instance === row.facts['instance'])?.progress;
  const offers: readonly Offer[] = [...(wasSent(seen, lane) ? (['look-again'] as const) : []), 'retry', 'skip', 'stop'];
  const cause =
    text(row.facts['cause']) ||
    rejection(row) ||
    [causes[held], held === 'timed-out' ? progress : undefined].filter(Boolean).join(' ') ||
    'It failed.';
  return {
    kind: 'held',
    ...base(seen, row),
    why: held,
    cause,
    lines: linesOf(row.facts['evidence']),
    changed: changedSoFar(seen),
    offers,
    until: time(row.facts['until']),
  };
}

/** Whether this attempt has changed something, so that there is something to look at. */
const wasSent = ({ attempts }: Seen, lane: LaneAt | undefined): boolean =>
  attempts.some(
    ({ instance, attempt, outcome }) =>
      instance === lane?.instance && attempt === lane.attempt && outcome === 'answered',
  );

const rejection = ({ facts }: MessageRow): string => {
  const by = facts['by'] as unknown as Who | undefined;
  return facts['event'] === 'REJECTED' && by
    ? `Rejected by ${by.name}${facts['note'] ? `: ${text(facts['note'])}` : '.'}`
    : text(facts['note']);
};

/** Evidence that reads as lines: why tasks stopped, the last lines of a log. */
function linesOf(evidence: Json | undefined): readonly string[] {
  if (!isObject(evidence)) return [];
  const lines = evidence['lines'] ?? evidence['stopped'];
  return Array.isArray(lines) ? lines.map((line) => String(line)).slice(-8) : [];
}

function unclearCard(seen: Seen, row: MessageRow): CardView {
  // Raised anew when its time was up once, it is still about the same request.
  const facts = { ...seen.events.filter(({ lane, name }) => lane === row.lane && name === 'UNKNOWN').at(-1)?.facts };
  const lost = time(facts['lostAt']) || row.raisedAt;
  const title = titleIn(seen, text(row.facts['instance']), text(row.facts['step']));
  return {
    kind: 'unclear',
    ...base(seen, row),
    cause: `Did this happen: ${title}? The answer was lost at ${new Date(lost).toISOString().slice(11, 19)} UTC.`,
    evidence: text(facts['evidence']) || text(facts['cause']),
    groups: groupsOf(seen, row),
    offers: ['say-applied', 'say-not-applied', 'look-again', 'stop'],
    until: time(row.facts['until']),
  };
}

/** Of the ask that this attempt was approved under. */
const groupsOf = ({ asks }: Seen, { facts }: MessageRow): readonly string[] => {
  const ask =
    asks.find((one) => one.ask === facts['ask']) ??
    asks.find(({ step, kind }) => step === facts['step'] && kind === 'approval');
  return [...new Set(ask?.policy.entries.flatMap(({ groups }) => groups) ?? [])];
};

function slowCard(seen: Seen, row: MessageRow): CardView {
  const result = seen.results.find(({ instance }) => instance === row.facts['instance']);
  const step = pathTo(seen.loaded.definition, text(row.facts['step'])).at(-1);
  return {
    kind: 'slow',
    ...base(seen, row),
    elapsed: row.raisedAt - (result?.sentAt ?? row.raisedAt),
    timeout: step?.kind === 'action' ? step.timeout : 0,
    progress: text(row.facts['cause']) || (result?.progress ?? ''),
    lines: linesOf(row.facts['evidence']),
  };
}

function lockCard(seen: Seen, row: MessageRow): CardView | undefined {
  const holder = row.facts['holder'] as unknown as { readonly run: string; readonly since: number } | undefined;
  const other = holder && seen.others.get(holder.run);
  if (!holder || !other) return undefined;
  return {
    kind: 'lock',
    ...base(seen, row),
    target: text(row.facts['target']).split('/').at(-1) ?? '',
    holder: { run: holder.run, since: holder.since, ...other },
    until: time(row.facts['until']),
  };
}
