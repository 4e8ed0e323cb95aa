import type { CardView } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { approvalCard } from './approval.ts';
import type { Message } from './blocks.ts';
import { breakGlassCard } from './break-glass.ts';
import { choiceCard } from './choice.ts';
import { closedCard } from './closed.ts';
import { escalationMessage } from './escalation.ts';
import { heldCard } from './held.ts';
import { lockCard } from './lock.ts';
import { manualCard } from './manual.ts';
import type { Names } from './names.ts';
import { noticeMessage } from './notice.ts';
import { reminderMessage } from './reminder.ts';
import { slowCard } from './slow.ts';
import { unclearCard } from './unclear.ts';

/** These stay as they were said: they ask nobody anything, or say themselves how they ended. */
const STAYS: ReadonlySet<CardView['kind']> = new Set(['notice', 'reminder', 'escalation', 'break-glass']);

/** The reply in the run's thread that this card is. */
export function drawCard(run: RunView, card: CardView, names: Names): Message {
  if (card.closed && !STAYS.has(card.kind)) return closedCard(run, card, card.closed);
  switch (card.kind) {
    case 'approval':
      return approvalCard(run, card, names);
    case 'manual':
      return manualCard(run, card, names);
    case 'choice':
      return choiceCard(run, card, names);
    case 'notice':
      return noticeMessage(run, card);
    case 'reminder':
      return reminderMessage(run, card, names);
    case 'escalation':
      return escalationMessage(run, card, names);
    case 'break-glass':
      return breakGlassCard(run, card, names);
    case 'held':
      return heldCard(run, card);
    case 'unclear':
      return unclearCard(run, card, names);
    case 'slow':
      return slowCard(run, card);
    case 'lock':
      return lockCard(run, card);
  }
}
