import type { Expect } from '#runbook/tests/tests.ts';
import type { Played } from './played.ts';

type Facts = Readonly<Record<string, string | undefined>>;
type Lines = readonly [expected: readonly string[], actual: readonly string[]];

const say = (facts: Facts): string =>
  Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => (key === 'saying' ? `saying "${value}"` : value))
    .join(' ');

/** What was there in the words of what was expected: members that a test leaves out may be anything, and of a text it says a part. */
function inWordsOf(expected: Facts | undefined, actual: Facts): string {
  if (!expected) return say(actual);
  const { saying } = expected;
  const told = saying !== undefined && actual['saying']?.includes(saying) ? saying : actual['saying'];
  return say(Object.fromEntries(Object.keys(expected).map((key) => [key, key === 'saying' ? told : actual[key]])));
}

const lines = (expected: readonly Facts[], actual: readonly Facts[]): Lines => [
  expected.map(say),
  actual.map((facts, i) => inWordsOf(expected[i], facts)),
];

/** Held and unclear steps, in order. */
export function heldLines(expected: NonNullable<Expect['held']>, { cards }: Played): Lines {
  const held = cards.flatMap((card) => {
    if (card.kind !== 'held' && card.kind !== 'unclear') return [];
    return [{ step: card.step.id, why: card.kind === 'held' ? card.why : 'unclear', saying: card.cause }];
  });
  return lines(
    expected.map(({ step, why, saying }) => given({ step, why, saying })),
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
