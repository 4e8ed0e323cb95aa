import { sayDuration } from '#domain/duration.ts';
import { isObject } from '#domain/json.ts';
import type { Expect } from '#runbook/tests/tests.ts';
import { askedBy } from '../cards.ts';
import { diff, inOrder } from './diff.ts';
import type { Miss, Played } from './played.ts';
import { heldLines, refusedLines } from './told.ts';

type Judge<Key extends keyof Expect> = (
  expected: NonNullable<Expect[Key]>,
  played: Played,
) => Omit<Miss, 'at'> | undefined;

const same = (expected: readonly string[], actual: readonly string[]): boolean =>
  expected.length === actual.length && expected.every((line, i) => line === actual[i]);

/** Compares two lists of lines. */
const compare = (message: string, expected: readonly string[], actual: readonly string[]) =>
  same(expected, actual) ? undefined : { message, lines: diff(expected, actual) };

const differs = (message: string, expected: string, actual: string) =>
  expected === actual ? undefined : { message, lines: [`- ${expected}`, `+ ${actual}`] };

/** Parts of the account that a test names, as lines `services.kafka.running: 1`. */
function parts(value: unknown, actual: unknown, path = ''): readonly (readonly [string, string, string])[] {
  if (!isObject(value)) {
    const say = (one: unknown): string => (Array.isArray(one) ? one.toSorted().join(', ') : String(one ?? 'not there'));
    return [[path, say(value), say(actual)]];
  }
  return Object.entries(value).flatMap(([key, part]) =>
    parts(part, isObject(actual) ? actual[key] : undefined, path === '' ? key : `${path}.${key}`),
  );
}

const named = <Part extends { readonly name: string }>(all: readonly Part[], of: (part: Part) => object) =>
  Object.fromEntries(all.map((part) => [part.name, of(part)]));

/** The account in the words of a test. */
const account = ({ services, parameters }: Played['cluster']): object => ({
  services: named(services, ({ status, desired, running, taskDefinition }) => ({
    status,
    desired,
    running,
    task_definition: taskDefinition,
  })),
  parameters: named(parameters, ({ version, labels }) => ({ version, labels })),
});

const judges: { readonly [Key in keyof Required<Expect>]: Judge<Key> } = {
  outcome: (expected, { outcome }) => differs('the run ended otherwise', expected, outcome),
  calls: (expected, { writes }) => compare('other calls took effect', inOrder(expected, writes), writes),
  writes: (expected, { writes }) =>
    expected === writes.length
      ? undefined
      : {
          message: `${expected} writes were expected, ${writes.length} took effect`,
          lines: writes.map((line) => `+ ${line}`),
        },
  asked: (expected, { cards }) => {
    const say = (step: string, of: readonly string[]): string => `${step} of ${of.toSorted().join(', ')}`;
    const asked = cards.flatMap((card) => {
      const of = askedBy(card);
      return of === undefined ? [] : [say(card.step.id, of)];
    });
    return compare(
      'others were asked',
      expected.map(({ step, of }) => say(step, of)),
      asked,
    );
  },
  held: (expected, played) => compare('other steps were held', ...heldLines(expected, played)),
  refused: (expected, played) => compare('other things were refused', ...refusedLines(expected, played)),
  steps: (expected, { steps }) => {
    const entries = Object.entries(expected);
    const actual = entries.map(([id]) => `${id}: ${steps.get(id) ?? 'not-run'}`);
    return compare(
      'steps ended otherwise',
      entries.map(([id, outcome]) => `${id}: ${outcome}`),
      actual,
    );
  },
  duration: ({ atLeast = 0, atMost = Number.POSITIVE_INFINITY }, { duration }) => {
    if (duration >= atLeast && duration <= atMost) return undefined;
    const limit = duration < atLeast ? `at least ${sayDuration(atLeast)}` : `at most ${sayDuration(atMost)}`;
    return { message: `the run took ${sayDuration(duration)}, not ${limit}`, lines: [] };
  },
  world: (expected, { cluster }) => {
    const all = parts(expected, account(cluster));
    return compare(
      'the account is otherwise in the end',
      all.map(([path, wanted]) => `${path}: ${wanted}`),
      all.map(([path, , actual]) => `${path}: ${actual}`),
    );
  },
};

function judgeOne<Key extends keyof Expect>(key: Key, expect: Expect, played: Played): readonly Miss[] {
  const expected = expect[key];
  if (expected === undefined) return [];
  const miss = (judges[key] as Judge<Key>)(expected as NonNullable<Expect[Key]>, played);
  return miss ? [{ at: `/expect/${key}`, ...miss }] : [];
}

/** Everything that is not as the test expects. A refusal that it does not speak of is not expected. */
export function judge(expect: Expect, played: Played): readonly Miss[] {
  const whole: Expect = { refused: [], ...expect };
  return (Object.keys(judges) as (keyof Expect)[]).flatMap((key) => judgeOne(key, whole, played));
}
