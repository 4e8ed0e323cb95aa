import type { CardView, Offer } from '#domain/card-view.ts';
import type { Input } from '#domain/runbook.ts';
import type { Verb } from '#engine/api.ts';

/** Something that a person may answer a card with. */
export interface Choice {
  readonly verb: Verb;
  readonly label: string;
  /** It has to say why. */
  readonly noted: boolean;
  /** Of `choose`: which option. */
  readonly option?: string;
  /** Of `done`: what it has to say more. */
  readonly fields?: readonly Input[];
  /** Of an approval of what cannot be taken back: what has to be typed. */
  readonly typed?: string;
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
  choose: 'Choose',
  'roll-back': 'Roll back',
  'hand-over': 'Hand over…',
  'break-glass': 'Approve alone…',
  reviewed: 'Reviewed…',
};

export const verbs = Object.keys(labels);
export const isVerb = (text: string): text is Verb => Object.hasOwn(labels, text);

const noted: readonly Verb[] = ['reject', 'failed', 'skip', 'break-glass', 'reviewed'];

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
      return card.canRollBack ? ['roll-back'] : [];
    case 'choice':
    case 'notice':
    case 'reminder':
    case 'escalation':
    case 'break-glass':
      return [];
  }
}

/** What may be answered to an open card; stopping the run always. */
export const choicesOf = (card: CardView, run: string): readonly Choice[] => [
  ...optionsOf(card),
  ...[...verbsOf(card), 'stop' as const].map((verb) => ({
    verb,
    label: labels[verb],
    noted: noted.includes(verb),
    value: verb === 'stop' ? run : card.value,
    ...(verb === 'done' && card.kind === 'manual' ? { fields: card.fields } : {}),
    ...(verb === 'approve' && card.kind === 'approval' && card.typed !== undefined ? { typed: card.typed } : {}),
  })),
];

const optionsOf = (card: CardView): readonly Choice[] =>
  card.kind === 'choice'
    ? card.options.map(({ id, label, description, leads, suggested }) => ({
        verb: 'choose',
        label: `${label}${suggested ? ' (suggested)' : ''}: ${description ?? leads}`,
        noted: false,
        value: card.value,
        option: id,
      }))
    : [];
