import { describe, expect, it } from '@jest/globals';
import type { Environment } from '#domain/config.ts';
import type { Input } from '#domain/runbook.ts';
import { readInputs } from '#runbook/inputs.ts';

const environment: Environment = {
  id: 'prod',
  account: '111122223333',
  region: 'us-east-1',
  channels: [],
  start: ['oncall'],
  approve: { entries: [{ groups: ['sre'], count: 1 }], requester: false, within: 1, validFor: 1 },
  notify: { first: ['sre'], then: [], after: 1 },
  reason: 'required',
  requireCommit: false,
  values: { cluster: 'prod-cluster', spare: 2 },
};

const input = (type: Input['type'], more: Partial<Input> = {}): Input => ({
  name: 'value',
  title: 'The value',
  type,
  required: true,
  secret: false,
  ...more,
});

const read = (one: Input, value: unknown) => readInputs([one], { value }, environment);
const said = (one: Input, value: unknown): string | undefined => {
  const result = read(one, value);
  return 'problems' in result ? result.problems.map(({ message }) => message).join(' ') : undefined;
};

describe('a given value', () => {
  it.each([
    ['string', 'kafka', 'kafka'],
    ['string', ' 3 ', ' 3 '],
    ['integer', '3', 3],
    ['integer', ' -3 ', -3],
    ['integer', 3, 3],
    ['number', '2.5', 2.5],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['boolean', false, false],
    ['array', 'a, b,c', ['a', 'b', 'c']],
    ['array', 'a\nb\n', ['a', 'b']],
    ['array', '["a, b", "c"]', ['a, b', 'c']],
    ['array', ['a'], ['a']],
    ['array', '[not json', ['[not json']],
  ] as const)('of type %s is read from %j', (type, given, value) => {
    expect(read(input(type), given)).toEqual({ values: { value } });
  });

  it('has entries of the type that the array says', () => {
    expect(read(input('array', { items: 'integer' }), '1, 2')).toEqual({ values: { value: [1, 2] } });
    expect(said(input('array', { items: 'integer' }), '1, two')).toBe('The value is a list of whole numbers.');
  });

  it.each([
    ['integer', {}, 'many', 'The value is a whole number.'],
    ['integer', {}, '2.5', 'The value is a whole number.'],
    ['integer', {}, '12345678901234567890', 'The value is a whole number.'],
    ['number', {}, 'x', 'The value is a number.'],
    ['boolean', {}, 'yes', 'The value is true or false.'],
    ['string', {}, 3, 'The value is text.'],
    ['integer', { min: 2 }, '1', 'The value is at least 2.'],
    ['number', { max: 2 }, '2.5', 'The value is at most 2.'],
    ['string', { minLength: 3 }, 'ab', 'The value has at least 3 characters.'],
    ['string', { maxLength: 3 }, 'abcd', 'The value has at most 3 characters.'],
    ['array', { maxItems: 1 }, 'a,b', 'The value has at most 1 entries.'],
    ['string', { pattern: '[a-z]+' }, 'abc1', 'The value has to match [a-z]+.'],
    ['string', { enum: ['a', 'b'] }, 'c', 'The value is one of a, b.'],
    ['array', { enum: ['a', 'b'] }, 'a,c', 'The value is a list out of a, b.'],
  ] as const)('of type %s with %j is refused when it is %j', (type, more, given, message) => {
    expect(said(input(type, more), given)).toBe(message);
  });
});

describe('a value that is not given', () => {
  it.each([undefined, null, '', '  '])('is the default: %j', (given) => {
    expect(read(input('string', { default: 'a', required: false }), given)).toEqual({ values: { value: 'a' } });
  });

  it('is the default computed over the environment, with its type', () => {
    const cluster = input('string', { default: 'x-${{ environment.values.cluster }}' });
    expect(read(cluster, undefined)).toEqual({ values: { value: 'x-prod-cluster' } });
    expect(read(input('integer', { default: '${{ environment.values.spare }}' }), '')).toEqual({
      values: { value: 2 },
    });
  });

  it('is asked for if it is required, and absent if it is not', () => {
    expect(said(input('string'), '')).toBe('The value is needed.');
    expect(read(input('string', { required: false }), '')).toEqual({ values: {} });
  });

  it('is false, not missing, when false is given', () => {
    expect(read(input('boolean'), false)).toEqual({ values: { value: false } });
  });
});

it('names every problem at once, also of inputs that do not exist', () => {
  const inputs = [
    input('integer', { name: 'count', title: 'Count' }),
    input('string', { name: 'cluster', title: 'Cluster' }),
  ];
  expect(readInputs(inputs, { count: 'x', clutser: 'a', far_off: 'b' }, environment)).toEqual({
    problems: [
      { name: 'clutser', message: 'There is no input "clutser"; did you mean "cluster"?' },
      { name: 'far_off', message: 'There is no input "far_off".' },
      { name: 'count', message: 'Count is a whole number.' },
      { name: 'cluster', message: 'Cluster is needed.' },
    ],
  });
});
