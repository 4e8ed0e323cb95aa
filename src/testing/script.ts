import type { CardView } from '#domain/card-view.ts';
import type { Verb } from '#engine/api.ts';
import type { Doing, Entry } from '#runbook/tests/tests.ts';
import { isAt, type Look } from './look.ts';

/** Something that a person does now or later. */
export interface Act {
  readonly entry: Entry;
  /** The card that it answers; empty for a stop without one. */
  readonly about: string;
  readonly verb: Verb;
  /** What a button would carry. */
  readonly value: string;
  /** What the card asks to type, if anything. */
  readonly typed?: string;
  readonly step: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What the people of a test still have to do. */
export interface Script {
  /** What is done first of all that can be done, at once or later. */
  next(look: Look, now: number): Act | undefined;
  done(act: Act): void;
  /** Entries that nothing ever came of. */
  unused(): readonly Entry[];
}

type Answering = Exclude<Doing, 'nothing'>;

/** What a decision of a test is to the engine. */
export const verbs: Readonly<Record<Answering, Verb>> = {
  approve: 'approve',
  reject: 'reject',
  done: 'done',
  fail: 'failed',
  choose: 'choose',
  retry: 'retry',
  'look-again': 'look-again',
  'say-applied': 'say-applied',
  'say-not-applied': 'say-not-applied',
  skip: 'skip',
  rollback: 'roll-back',
  'take-over': 'take-over',
  stop: 'stop',
};

/** What an open card can be answered with; a run can be stopped and a card left alone at any. */
function offeredBy(card: CardView): readonly Verb[] {
  switch (card.kind) {
    case 'approval':
      return ['approve', 'reject'];
    case 'manual':
      return ['done', 'failed'];
    case 'choice':
      return ['choose'];
    case 'held':
    case 'unclear':
      return card.offers;
    case 'slow':
      return card.canRollBack ? ['roll-back'] : [];
    case 'lock':
      return ['take-over'];
    case 'notice':
    case 'reminder':
    case 'escalation':
    case 'break-glass':
      return [];
  }
}

const tells: ReadonlySet<CardView['kind']> = new Set(['notice', 'reminder', 'escalation', 'break-glass']);
const asks = ({ kind }: CardView): boolean => !tells.has(kind);

function fits({ does, at, when }: Entry, card: CardView): boolean {
  if (when !== undefined || !asks(card) || (at !== '*' && at !== card.step.id)) return false;
  return does === 'nothing' || does === 'stop' || offeredBy(card).includes(verbs[does]);
}

/**
 * Entries are tried in written order. A card is answered by the first one that fits it and is not used up, `after` its time since the card was
 * raised; if it is still open then, by the next. An entry of a step is used up once it was done, one of `*` for each card by itself.
 * `nothing` takes a card for good. An entry with `when` needs no card: it is done once, when its step gets there.
 */
export function createScript(entries: readonly Entry[]): Script {
  const uses = new Map<Entry, string[]>(entries.map((entry) => [entry, []]));
  /** Cards that are left to themselves. */
  const left = new Set<string>();
  /** When the step of an entry with `when` got there. */
  const reached = new Map<Entry, number>();
  const isUsedUp = (entry: Entry, about: string): boolean => {
    const on = uses.get(entry) ?? [];
    return entry.at === '*' && entry.when === undefined ? on.includes(about) : on.length > 0;
  };

  const answerTo = (card: CardView, { view }: Look): Act | undefined => {
    const about = card.value;
    const entry = entries.find((one) => fits(one, card) && !isUsedUp(one, about));
    if (!entry || left.has(about)) return undefined;
    if (entry.does === 'nothing') {
      uses.get(entry)?.push(about);
      left.add(about);
      return undefined;
    }
    const value = entry.does === 'stop' ? view.run : about;
    const typed = card.kind === 'approval' && card.typed !== undefined ? { typed: card.typed } : {};
    const at = card.raisedAt + entry.after;
    return { entry, about, verb: verbs[entry.does], value, step: card.step.id, at, ...typed };
  };

  const stopAt = (entry: Entry, look: Look, now: number): Act | undefined => {
    const { at: step, when } = entry;
    if (when === undefined || isUsedUp(entry, '')) return undefined;
    if (!reached.has(entry) && isAt(look, step, when)) reached.set(entry, now);
    const since = reached.get(entry);
    if (since === undefined) return undefined;
    return { entry, about: '', verb: 'stop', value: look.view.run, step, at: since + entry.after };
  };

  return {
    next(look, now) {
      const acts = [
        ...look.open.map((card) => answerTo(card, look)),
        ...entries.map((entry) => stopAt(entry, look, now)),
      ].filter((act) => act !== undefined);
      return acts.toSorted((a, b) => a.at - b.at)[0];
    },
    done: ({ entry, about }) => void uses.get(entry)?.push(about),
    unused: () => entries.filter((entry) => uses.get(entry)?.length === 0),
  };
}
