import type { Verb } from '#engine/api.ts';
import type { Expect } from '#runbook/tests/tests.ts';
import { verbs } from '../script.ts';
import type { Played } from './played.ts';

type Facts = Readonly<Record<string, string | undefined>>;
type Lines = readonly [expected: readonly string[], actual: readonly string[]];

const spoken: Readonly<Record<string, (value: string | undefined) => string>> = {
  saying: (value) => `saying "${value}"`,
  offers: (value) => `offering ${value}`,
};

const say = (facts: Facts): string =>
  Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => spoken[key]?.(value) ?? value)
    .join(' ');

/** What was there in the words of what was expected: members that a test leaves out may be anything, and of a text it says a part. */
function inWordsOf(expected: Facts | undefined, actual: Facts): string {
  if (!expected) return say({ ...actual, offers: undefined });
  const { saying } = expected;
  const told = saying !== undefined && actual['saying']?.includes(saying) ? saying : actual['saying'];
  return say(Object.fromEntries(Object.keys(expected).map((key) => [key, key === 'saying' ? told : actual[key]])));
}

const lines = (expected: readonly Facts[], actual: readonly Facts[]): Lines => [
  expected.map(say),
  actual.map((facts, i) => inWordsOf(expected[i], facts)),
];

/** In the words of a test. */
const offered = (all: readonly Verb[]): string =>
  Object.entries(verbs)
    .filter(([, verb]) => all.includes(verb))
    .map(([does]) => does)
    .join(', ');

/** Held and unclear steps, in order. */
export function heldLines(expected: NonNullable<Expect['held']>, { cards }: Played): Lines {
  const held = cards.flatMap((card) => {
    if (card.kind !== 'held' && card.kind !== 'unclear') return [];
    const why = card.kind === 'held' ? card.why : 'unclear';
    return [{ step: card.step.id, why, saying: card.cause, offers: offered(card.offers) }];
  });
  return lines(
    expected.map(({ step, why, saying, offers }) =>
      given({ step, why, saying, offers: offers && offered(offers.map((does) => verbs[does])) }),
    ),
    held,
  );
}

/** Refused decisions, and the start, in order. */
export function refusedLines(expected: NonNullable<Expect['refused']>, { refusals }: Played): Lines {
  const refused = refusals.map(({ who, does, at, says }) => ({ who, does, at, saying: says }));
  return lines(
    expected.map(({ who, does, at, saying }) => given({ who, does, at, saying })),
    refused,
  );
}

const given = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
