import type { BreakGlassCard } from '#domain/card-view.ts';
import { sayEntries } from '#domain/policy.ts';
import type { MessageRow } from '../message-rows.ts';
import { plansUnder } from './approval-card.ts';
import { base, text } from './card-base.ts';
import { sayChange } from './changes.ts';
import type { Seen } from './seen.ts';

/** One person approved alone: what, for which incident, and what had been asked for. */
export function breakGlassCard(seen: Seen, row: MessageRow): BreakGlassCard | undefined {
  const ask = seen.asks.find((one) => one.ask === row.facts['ask']);
  const vote = ask?.votes.find(({ says }) => says === 'break-glass');
  if (!ask || !vote) return undefined;
  const { person, at } = vote;
  return {
    kind: 'break-glass',
    ...base(seen, row, ask.ask),
    by: { id: person.id, name: person.name },
    at,
    incident: text(row.facts['incident']),
    note: text(row.facts['note']),
    asked: sayEntries(ask.policy),
    changes: plansUnder(seen, ask).flatMap(({ planned }) => planned.changes.map(sayChange)),
    groups: [...new Set(ask.policy.entries.flatMap(({ groups }) => groups))],
  };
}
