import { describe, expect, it } from '@jest/globals';
import { constantOf } from '#lint/facts/constant.ts';
import { expressionsIn } from '#lint/facts/reads.ts';

const constant = (expression: string): boolean | undefined => {
  const [found] = expressionsIn(`\${{ ${expression} }}`, '');
  if (!found) throw new Error(`${expression} cannot be parsed`);
  return constantOf(found.node);
};

describe('constantOf', () => {
  it.each([
    ['true', true],
    ['!true', false],
    ["'a' == 'a'", true],
    ["'a b' == 'ab'", false],
    ['1 < 2 && 2 < 1', false],
    ['inputs.a == inputs.a', true],
    ['inputs.a != inputs.a', false],
    ["inputs.a == 'x' || true", true],
    ["false && inputs.a == 'x'", false],
  ])('knows that %s is always %s', (expression, always) => {
    expect(constant(expression)).toBe(always);
  });

  it.each([
    ["inputs.a == 'x'"],
    ["!(inputs.a == 'x')"],
    ["inputs.a == 'x' || false"],
    ['inputs.a == inputs.b'],
    ['inputs.a'],
    ['size(inputs.list) > 0'],
    ['1 == 1.0'],
  ])('does not know what %s will be', (expression) => {
    expect(constant(expression)).toBeUndefined();
  });
});
