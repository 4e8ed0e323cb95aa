import type { HeldCard, Offer, SlowCard, UnclearCard } from '#domain/card-view.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Who } from '#domain/who.ts';
import type { LaneAt } from '#machine/machine.ts';
import { isChange } from '../members.ts';
import type { MessageRow } from '../message-rows.ts';
import { pathTo } from '../run.ts';
import { base, linesOf, text, time } from './card-base.ts';
import { changedSoFar } from './changes.ts';
import { type Seen, titleIn } from './seen.ts';

const why: Readonly<Record<string, HeldCard['why']>> = {
  REFUSED: 'refused',
  REJECTED: 'refused',
  SUPERSEDED: 'superseded',
};

const whyHeld = (seen: Seen, row: MessageRow): HeldCard['why'] => {
  const event = text(row.facts['event']);
  if (event === 'TIMED_OUT') return wasUnanswered(seen, row) ? 'expired' : 'timed-out';
  return why[event] ?? 'failed';
};

/** The time of people was up, not that of a check or of a change that was sent. */
function wasUnanswered({ attempts, loaded }: Seen, { facts }: MessageRow): boolean {
  const kind = pathTo(loaded.definition, text(facts['step'])).at(-1)?.kind;
  if (kind === 'manual' || kind === 'choose') return true;
  if (kind === 'check' || facts['purpose'] === 'timeout') return false;
  return !attempts.some(({ instance, attempt }) => instance === facts['instance'] && attempt === facts['attempt']);
}

const causes: Partial<Record<HeldCard['why'], string>> = {
  expired: 'Nobody answered in time. Retry plans again and asks again.',
  'timed-out': 'It did not come about in time.',
};

/** A step that does not go on without a person. */
export function heldCard(seen: Seen, row: MessageRow): HeldCard {
  const held = whyHeld(seen, row);
  const lane = seen.loaded.position.lanes.find((one) => one.lane === row.lane);
  const progress = seen.results.find(({ instance }) => instance === row.facts['instance'])?.progress;
  const offers: readonly Offer[] = [
    ...(wasSent(seen, lane) ? (['look-again'] as const) : []),
    'retry',
    'skip',
    ...(row.facts['rollBack'] === true ? (['roll-back'] as const) : []),
    'stop',
  ];
  const cause =
    text(row.facts['cause']) ||
    rejection(row) ||
    unsteady(row) ||
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

/** Planned again and again, it was never what had been approved. */
function unsteady({ facts }: MessageRow): string {
  if (facts['event'] !== 'DRIFTED' || !Array.isArray(facts['moved'])) return '';
  const moved = (facts['moved'] as readonly JsonObject[]).map(
    ({ what, was, now }) => `${text(what)} ${text(was)} → ${text(now)}`,
  );
  return `It changed a third time before it could be applied: ${moved.join(', ')}. Retry plans again and asks again.`;
}

/** Nobody knows whether a request was made; a person may. */
export function unclearCard(seen: Seen, row: MessageRow): UnclearCard {
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

/** It takes longer than it should. */
export function slowCard(seen: Seen, row: MessageRow): SlowCard {
  const result = seen.results.find(({ instance }) => instance === row.facts['instance']);
  const step = pathTo(seen.loaded.definition, text(row.facts['step'])).at(-1);
  return {
    kind: 'slow',
    ...base(seen, row),
    elapsed: row.raisedAt - (result?.sentAt ?? row.raisedAt),
    timeout: step && isChange(step) ? step.timeout : 0,
    progress: text(row.facts['cause']) || (result?.progress ?? ''),
    lines: linesOf(row.facts['evidence']),
    canRollBack: row.facts['rollBack'] === true,
  };
}
