import type { CardView, RunView } from '#domain/run-view.ts';
import { approvalCard } from './approval.ts';
import type { Message } from './blocks.ts';
import { closedCard } from './closed.ts';
import { heldCard } from './held.ts';
import { lockCard } from './lock.ts';
import { manualCard } from './manual.ts';
import type { Names } from './names.ts';
import { slowCard } from './slow.ts';
import { unclearCard } from './unclear.ts';

/** The reply in the run's thread that this card is. */
export function drawCard(run: RunView, card: CardView, names: Names): Message {
  if (card.closed) return closedCard(run, card, card.closed);
  switch (card.kind) {
    case 'approval':
      return approvalCard(run, card, names);
    case 'manual':
      return manualCard(run, card, names);
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
