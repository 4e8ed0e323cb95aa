import { describe, expect, it } from '@jest/globals';
import type { Runbook, Step } from '#domain/runbook.ts';
import { type Edge, edgesOf } from '#machine/edges.ts';
import { explore } from './model/explore.ts';
import {
  action,
  check,
  choose,
  forEach,
  group,
  manual,
  notify,
  option,
  proof,
  runbook,
  undone,
  wait,
} from './shapes.ts';

const led = [option('one', [check('a')]), option('two', []), option('leave', [], { end: 'succeeded' })];
const items = { forEach: forEach(2) };

const sorted = (ways: Iterable<string>) => [...ways].sort();
const of = (shape: Runbook, step: string): readonly Edge[] => edgesOf(shape).filter((edge) => edge.step === step);

/** Every step under a condition: without one none is ever skipped. */
const conditional = (steps: readonly Step[]): Runbook =>
  runbook(
    JSON.parse(JSON.stringify(steps), (_, value) =>
      value !== null && typeof value === 'object' && 'onFailure' in value ? { ...value, if: 'true' } : value,
    ),
  );

const bounds = { attempts: 3, requests: 2, again: ['a'] };
const written = (shape: Runbook) => sorted(edgesOf(shape).map((edge) => JSON.stringify(edge)));

/** Two sources: what is compiled, and what every event does in every state that can be reached. */
describe('the ways on that a runbook has are exactly those that events can take', () => {
  it.each<[string, readonly Step[]]>([
    ['an action with proofs', [action('a', { verify: [proof(1), proof()], settle: 1 })]],
    ['an action that a later check verifies', [action('a', { verifiedBy: 'b' })]],
    ['an action whose failure rolls back', [action('a', { onFailure: 'rollback' })]],
    ['a check', [check('a')]],
    ['a check whose failure is passed over', [check('a', { onFailure: 'continue' })]],
    ['a wait and a message', [wait('a'), notify('b')]],
    ['a manual step', [manual('a', { remind: 1 })]],
    ['a choice', [choose('c', led)]],
    ['a repeated group', [group('g', [wait('a')], items)]],
  ])('%s', (_, steps) => {
    const shape = conditional(steps);
    const { ways } = explore(shape, { heardOnly: true, bounds });
    expect(sorted(ways)).toEqual(written(shape));
  });

  it('actions that are asked together, except that the first card of a run cannot be rejected once something is applied', () => {
    const shape = conditional([group('g', [action('a', { verifiedBy: 'b' })], { together: true })]);
    const { ways } = explore(shape, { heardOnly: true, bounds });
    const never: Edge = { step: 'g', from: 'asking', event: 'REJECTED', to: 'held' };
    expect(sorted([...ways, JSON.stringify(never)])).toEqual(written(shape));
  });
});

describe('a way on', () => {
  it('is named by its step, its states and its event', () => {
    expect(of(conditional([wait('a', { onFailure: 'continue' })]), 'a')).toEqual([
      { step: 'a', from: 'entering', event: 'ENTERED', to: 'waiting' },
      { step: 'a', from: 'entering', event: 'SKIPPED', to: 'skipped' },
      { step: 'a', from: 'entering', event: 'FAILED', to: 'failed' },
      { step: 'a', from: 'waiting', event: 'TIMED_OUT', purpose: 'wait', to: 'passed' },
    ]);
  });

  it('skips a step only under a condition', () => {
    const skips = (more: object) => of(runbook([wait('a', more)]), 'a').filter(({ event }) => event === 'SKIPPED');
    expect([skips({}).length, skips({ if: 'true' }).length]).toEqual([0, 1]);
  });

  it('is one for each option of a choice', () => {
    const chosen = of(runbook([choose('c', led)]), 'c').filter(({ event }) => event === 'CHOSEN');
    expect(chosen.map(({ option, to }) => [option, to])).toEqual([
      ['one', 'inside'],
      ['two', 'passed'],
      ['leave', 'passed'],
    ]);
  });

  it('is counted once for all lanes', () => {
    const alone = of(runbook([check('a', { forEach: forEach(1) })]), 'a');
    expect(of(runbook([check('a', { forEach: forEach(9) })]), 'a')).toEqual(alone);
  });

  it('is also one of `finally`, and of rolling back', () => {
    const shape = runbook([undone('a')], { finally: [wait('b')] });
    expect(new Set(edgesOf(shape).map(({ step }) => step))).toEqual(new Set(['a', 'run~undo', 'a~undo', 'b']));
  });
});
