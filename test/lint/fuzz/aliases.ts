import { corpus } from './corpus.ts';
import type { Random } from './random.ts';

/** Anchors that hold themselves, or that hold each other and would fill the memory if they were followed. */
export function aliases({ below, pick }: Random): string {
  const depth = 1 + below(40);
  const bomb = Array.from(
    { length: depth },
    (_, i) => `a${i}: &a${i} [${`*a${Math.max(0, i - 1)}, `.repeat(1 + below(10))}]`,
  );
  return pick([
    'a: &a { b: *a }\n',
    '&a [*a, *a]\n',
    'runbook: &r { <<: *r }\n',
    `${bomb.join('\n')}\n`,
    `${pick(corpus)}\nx: &x [*x]\n`,
    `? &a [*a]\n: *a\n`,
    `steps: &s [{ steps: *s }]\nfinally: *s\n`,
  ] as const);
}
