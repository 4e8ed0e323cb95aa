import type { CardView } from '#domain/card-view.ts';

/** Who is asked by a card, as names of groups; of anything that is no question, nobody. */
export function askedBy(card: CardView): readonly string[] | undefined {
  if (card.kind === 'approval') return card.groups;
  return card.kind === 'manual' || card.kind === 'choice' ? card.assign : undefined;
}

const mentions = (groups: readonly string[]): string =>
  groups.length > 0 ? groups.map((name) => `@${name}`).join(', ') : 'whoever may start it';

/** What a card says, as one line of a story. */
export function sayCard(card: CardView): string {
  const step = card.step.id;
  switch (card.kind) {
    case 'approval':
      return `${step} asks ${mentions(card.groups)} to approve`;
    case 'manual':
    case 'choice':
      return `${step} asks ${mentions(card.assign)}`;
    case 'held':
      return `${step} is held (${card.why}): ${card.cause}`;
    case 'unclear':
      return `${step} is unclear: ${card.cause}`;
    case 'slow':
      return `${step} is slow: ${card.progress}`;
    case 'lock':
      return `${step} waits for ${card.target}, held by another run`;
    case 'notice':
      return `${step} says: ${card.text}`;
    case 'reminder':
      return `${step} reminds ${mentions(card.assign)}`;
    case 'escalation':
      return `${step} still asks, now ${mentions(card.groups)}`;
    case 'break-glass':
      return `${step} was approved by ${card.by.name} alone`;
  }
}
