import { aliases } from './aliases.ts';
import { grow } from './grow.ts';
import { mutateText, randomBytes } from './mutate-text.ts';
import { mutateTree } from './mutate-tree.ts';
import { type Random, randomFrom } from './random.ts';

export interface FuzzInput {
  readonly file: string;
  readonly text: string;
}

const names = [
  'a.yml',
  'rotate-session-secret.yml',
  'deep/er/kafka-zookeeper-restart.yml',
  'stepward.yml',
  'a.test.yml',
] as const;

/** Of a hundred inputs up to which one they are of each kind. */
const kinds: readonly (readonly [number, (random: Random) => string])[] = [
  [5, randomBytes],
  [45, mutateText],
  [90, mutateTree],
  [97, grow],
  [100, aliases],
];

/** The same seed and number make the same input. */
export function inputOf(seed: number, number: number): FuzzInput {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b));
  const chance = random.below(100);
  const [, make] = kinds.find(([share]) => chance < share) ?? [0, randomBytes];
  const text = make(random);
  // What a text says it is, it should mostly be read as.
  if (random.below(4) > 0) {
    if (/^environments:/m.test(text)) return { file: 'stepward.yml', text };
    if (/^tests:/m.test(text)) return { file: 'a.test.yml', text };
    return { file: `${/^runbook: *([a-z-]+)$/m.exec(text)?.[1] ?? 'a'}.yml`, text };
  }
  return { file: random.pick(names), text };
}
