import { describe, expect, it } from '@jest/globals';
import { Failure } from '#domain/failure.ts';
import { evaluate, test as holds, type Scope } from '#runbook/expressions.ts';

const scope: Scope = {
  inputs: {
    count: 3,
    ratio: 1.5,
    whole: 2,
    ratios: [1, 2.5],
    names: ['kafka'],
    none: [],
    note: null,
    name: 'x',
    yes: true,
  },
  steps: {
    stop: {
      outcome: 'passed',
      outputs: {
        tasks: [
          { arn: 'a', cpu: 0.5 },
          { arn: 'b', cpu: 1 },
        ],
      },
      ended_at: '2026-11-21T10:00:00Z',
    },
    each: {
      outcome: 'failed',
      outputs: {},
      each: [
        { item: 'kafka', outcome: 'passed', outputs: { desired: 2 } },
        { item: 'zk', outcome: 'failed', outputs: {} },
      ],
    },
  },
  run: { id: '01JD8Q4F3W', reason: 'a ${{ not.read }} reason' },
  environment: { id: 'prod', values: { logs: '/ecs/prod' } },
  item: 'kafka',
  index: 0,
};

describe('evaluate', () => {
  it.each([
    ['${{ inputs.count }}', 3],
    [' ${{ inputs.names }} ', ['kafka']],
    ['${{ inputs.count + 1 }}', 4],
    ['${{ inputs.count * inputs.ratio }}', 4.5],
    ['${{ inputs.whole * inputs.ratio }}', 3],
    ['${{ 7 / 2 }}', 3],
    ['${{ inputs.ratios + [0.5] }}', [1, 2.5, 0.5]],
    ["${{ ['zookeeper'] + inputs.names }}", ['zookeeper', 'kafka']],
    ['${{ inputs.none + inputs.names }}', ['kafka']],
    ['${{ inputs.names[index] }}', 'kafka'],
    ['${{ inputs.count == 3.0 }}', true],
    ['${{ inputs.note == null }}', true],
    ['${{ steps.stop.outputs.tasks.map(t, t.arn) }}', ['a', 'b']],
    ['${{ steps.each.each.filter(e, e.outcome == "passed").map(e, e.outputs.desired) }}', [2]],
    ["${{ {'a': {'b': inputs.count}} }}", { a: { b: 3 } }],
    ['${{ \'}}\' + "{" }}', '}}{'],
    ['${{ timestamp(steps.stop.ended_at) + duration("1h") }}', '2026-11-21T11:00:00.000Z'],
    ['no expression, {{ nor }} this, nor $100', 'no expression, {{ nor }} this, nor $100'],
  ])('gives %s the value it computes', (template, value) => {
    expect(evaluate(template, scope)).toEqual(value);
  });

  it.each([
    ['${{ environment.values.logs }}/${{ item }}', '/ecs/prod/kafka'],
    ['n=${{ inputs.count }} yes=${{ inputs.yes }} note=${{ inputs.note }}.', 'n=3 yes=true note=.'],
    ['${{ inputs.names + ["b"] }} of them', 'kafka, b of them'],
    ['${{ steps.stop.outputs.tasks[0] }}!', '{"arn":"a","cpu":0.5}!'],
  ])('puts values into the text %s', (template, text) => {
    expect(evaluate(template, scope)).toBe(text);
  });

  it('resolves every text of a value and keeps everything else', () => {
    const template = { a: ['${{ item }}', 1, null, true], b: { c: '${{ inputs.count }}' }, '${{ key }}': 'kept' };
    expect(evaluate(template, scope)).toEqual({ a: ['kafka', 1, null, true], b: { c: 3 }, '${{ key }}': 'kept' });
  });

  it('never reads an expression out of a value', () => {
    expect(evaluate('${{ run.reason }}', scope)).toBe('a ${{ not.read }} reason');
    expect(evaluate('because ${{ run.reason }}', scope)).toBe('because a ${{ not.read }} reason');
  });

  it.each([
    ['${{ inputs.nope }}', 'No such key: nope'],
    ['${{ nobody }}', 'Unknown variable: nobody'],
    ['${{ inputs.count + inputs.name }}', 'no such overload'],
    ['${{ inputs.names[5] }}', 'index out of bounds'],
    ['${{ 1 / 0 }}', 'division by zero'],
    ['${{ 9223372036854775807 }}', 'no number that can be kept'],
    ['${{ 1.0 / 0.0 }}', 'no number that can be kept'],
    ['${{ duration("1h") }}', 'no text, number, list or mapping'],
    ['${{ inputs.constructor }}', 'No such key'],
    ['${{ 1 + }}', 'Unexpected token'],
  ])('says which expression has no value: %s', (template, why) => {
    const thrown = failureOf(() => evaluate([template], scope));
    expect(thrown).toMatchObject({ kind: 'user', code: 'expression-failed' });
    expect(thrown?.message).toContain(template);
    expect(thrown?.message).toContain(why);
  });
});

describe('test', () => {
  it('tells true from false', () => {
    expect(holds("steps.stop.outcome == 'passed'", scope)).toBe(true);
    expect(holds("has(inputs.nope) && inputs.nope == 'x'", scope)).toBe(false);
    expect(holds('outputs.count < 2', { ...scope, outputs: { count: 1 } })).toBe(true);
  });

  it('refuses what is neither', () => {
    expect(failureOf(() => holds('inputs.count', scope))?.message).toBe(
      '${{ inputs.count }} is 3, neither true nor false',
    );
  });
});

function failureOf(act: () => unknown): Failure | undefined {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  return undefined;
}
