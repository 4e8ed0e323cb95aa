import type { CardView, Offer } from '#domain/run-view.ts';
import type { Verb } from '#engine/api.ts';

/** Something that a person may answer a card with. */
export interface Choice {
  readonly verb: Verb;
  readonly label: string;
  /** It has to say why. */
  readonly noted: boolean;
  /** What the answer is about, as a button would carry it. */
  readonly value: string;
}

const labels: Readonly<Record<Verb, string>> = {
  approve: 'Approve',
  reject: 'Reject…',
  done: 'Done',
  failed: 'Failed…',
  retry: 'Retry',
  'look-again': 'Look again',
  'say-applied': 'It happened',
  'say-not-applied': 'It did not happen',
  skip: 'Skip…',
  stop: 'Stop the run',
  'take-over': 'Take over…',
};

export const verbs = Object.keys(labels);
export const isVerb = (text: string): text is Verb => Object.hasOwn(labels, text);

const noted: readonly Verb[] = ['reject', 'failed', 'skip'];

function verbsOf(card: CardView): readonly Verb[] {
  switch (card.kind) {
    case 'approval':
      return ['approve', 'reject'];
    case 'manual':
      return ['done', 'failed'];
    case 'held':
    case 'unclear':
      return card.offers.filter((offer): offer is Exclude<Offer, 'stop'> => offer !== 'stop');
    case 'lock':
      return ['take-over'];
    case 'slow':
      return [];
  }
}

/** What may be answered to an open card; stopping the run always. */
export const choicesOf = (card: CardView, run: string): readonly Choice[] =>
  [...verbsOf(card), 'stop' as const].map((verb) => ({
    verb,
    label: labels[verb],
    noted: noted.includes(verb),
    value: verb === 'stop' ? run : card.value,
  }));
