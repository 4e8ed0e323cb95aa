import type { Closed } from '#domain/card-view.ts';
import type { Json } from '#domain/json.ts';
import { isObject } from '#domain/json.ts';
import type { MessageRow } from '../message-rows.ts';
import { cardStep, type Seen } from './seen.ts';

/* What a card's facts hold, read back from the store. */
export const text = (value: Json | undefined, otherwise = ''): string =>
  typeof value === 'string' ? value : otherwise;
export const time = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

export function base(seen: Seen, row: MessageRow, value = `${row.lane}:${row.turn}`) {
  return {
    purpose: row.purpose,
    value: `${row.run}.${value}`,
    step: cardStep(seen, text(row.facts['step']), text(row.facts['instance'])),
    raisedAt: row.raisedAt,
    ...(row.closed ? { closed: row.closed as unknown as Closed } : {}),
  };
}

/** Evidence that reads as lines: why tasks stopped, the last lines of a log. */
export function linesOf(evidence: Json | undefined): readonly string[] {
  if (!isObject(evidence)) return [];
  const lines = evidence['lines'] ?? evidence['stopped'];
  return Array.isArray(lines) ? lines.map((line) => String(line)).slice(-8) : [];
}
