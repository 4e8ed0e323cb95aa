import type { CardView, LockCard } from '#domain/card-view.ts';
import type { MessageRow } from '../message-rows.ts';
import { approvalCard } from './approval-card.ts';
import { choiceCard, escalationCard, manualCard, noticeCard, reminderCard } from './asked-cards.ts';
import { breakGlassCard } from './break-glass-card.ts';
import { base, text, time } from './card-base.ts';
import { heldCard, slowCard, unclearCard } from './held-cards.ts';
import type { Seen } from './seen.ts';

type Make = (seen: Seen, row: MessageRow) => CardView | undefined;

const asked = { approval: approvalCard, manual: manualCard, choice: choiceCard } as const;

const make: Partial<Record<MessageRow['kind'], Make>> = {
  ask: (seen, row) => {
    const ask = seen.asks.find((one) => one.ask === row.facts['ask']);
    return ask && asked[ask.kind](seen, row, ask);
  },
  held: heldCard,
  unclear: unclearCard,
  slow: slowCard,
  lock: lockCard,
  notice: noticeCard,
  reminder: reminderCard,
  escalation: escalationCard,
  'break-glass': breakGlassCard,
};

/** The card of a message row; `undefined` for the root and the end, which are made from the run itself. */
export const cardOf = (seen: Seen, row: MessageRow): CardView | undefined => make[row.kind]?.(seen, row);

function lockCard(seen: Seen, row: MessageRow): LockCard | undefined {
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
