import { hostileWord } from './hostile.ts';
import { asText, put, slotsOf, someTree, valueAt } from './mutate-tree.ts';
import type { Random } from './random.ts';

/** In UTF-16 units, the most that is read of a file. */
const most = 262_144;

/** Something of the repo that is huge in one place: a list, a mapping, a nesting, a text, an expression. */
export function grow(random: Random): string {
  const tree = someTree(random);
  const slot = random.pick(slotsOf(tree));
  if (!slot) return '';
  const value = valueAt(slot);
  put(slot, random.pick(ways)(value, random));
  return asText(tree, random).slice(0, most + random.below(2));
}

type Way = (value: unknown, random: Random) => unknown;

const times = ({ below, pick }: Random): number => 1 + below(pick([10, 50, 500, 5_000]));

const nest = (value: unknown, depth: number, around: (value: unknown) => unknown): unknown => {
  let nested = value;
  for (let i = 0; i < depth; i++) nested = around(nested);
  return nested;
};

const ways: readonly [Way, ...Way[]] = [
  (value, random) => Array.from({ length: times(random) }, () => value),
  (value, random) => Object.fromEntries(Array.from({ length: times(random) }, (_, i) => [`k${i}`, value])),
  (value, random) => nest(value, random.below(60), (inner) => [inner]),
  (value, random) => nest(value, random.below(60), (inner) => ({ [hostileWord(random)]: inner })),
  (_, random) => nest([{ id: 'a', wait: '1s' }], random.below(20), (steps) => [{ id: `g${random.below(30)}`, steps }]),
  (_, random) => hostileWord(random).repeat(times(random) * 10),
  (_, random) => 'a'.repeat(random.below(most)),
  (_, random) => `\${{ ${expression(random, times(random))} }}`,
  (_, random) => `\${{ ${expression(random, times(random))} }}`,
  (_, random) => ({ type: 'string', pattern: random.pick(patterns), default: `${'a'.repeat(random.below(60_000))}!` }),
  (_, random) => ({
    one: { type: 'string', pattern: random.pick(patterns), default: `${'ab'.repeat(random.below(40))}!` },
  }),
];

/** Some of these take forever where a pattern is tried by going back. */
const patterns = [
  '(a+)+$',
  '(a|a)*b',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(.*)*x',
  '(a{1,50}){1,50}{1,50}',
  `${'(a?)'.repeat(50)}${'a'.repeat(50)}`,
  '(?=(a+))\\1',
  `(${'a|'.repeat(5_000)}b)`,
] as const;

/** CEL that is long or deep. */
const expression = ({ pick, below }: Random, size: number): string =>
  pick([
    `${'('.repeat(size)}1${')'.repeat(size)}`,
    `${'['.repeat(size)}1${']'.repeat(size)}`,
    `${'!'.repeat(size)}true`,
    `${'-'.repeat(size)}1`,
    `inputs${'.a'.repeat(size)}`,
    `inputs${'["a"]'.repeat(size)}`,
    `1${' + 1'.repeat(size)}`,
    `true${' ? true : false'.repeat(size)}`,
    `${'true ? '.repeat(size)}1${' : 2'.repeat(size)}`,
    `"${'a'.repeat(size * 20)}" == run.reason`,
    `[${'1,'.repeat(size)}1].all(x, [1].all(y, x == y))`,
    `${'[1].map(x, '.repeat(below(30))}x${')'.repeat(below(30))}`,
    `size(${'"a" + '.repeat(size)}"b") > 1`,
    `${"steps.a.outcome == 'passed' && ".repeat(size)}true`,
    `{${'"a": 1, '.repeat(size)}"b": 2}`,
  ]);
