import { expect, it } from '@jest/globals';
import { explore } from './model/explore.ts';
import {
  action,
  check,
  choose,
  forEach,
  group,
  inlined,
  manual,
  notify,
  option,
  parallel,
  proof,
  runbook,
  wait,
} from './shapes.ts';

const led = [
  option('one', [check('a')]),
  option('two', []),
  option('leave', [], { end: 'succeeded' }),
  option('abort', [], { end: 'stopped' }),
];

/** Every event to every lane in every state, also those that the state does not know. */
it.each([
  ['an action', 200, runbook([action('a')])],
  ['an action with proofs', 400, runbook([action('a', { verify: [proof(1), proof()], settle: 1 })])],
  ['an action whose failure stops the run', 175, runbook([action('a', { onFailure: 'stop' })])],
  ['an action whose failure is passed over', 175, runbook([action('a', { onFailure: 'continue' })])],
  ['a check', 8, runbook([check('a')])],
  ['a wait', 5, runbook([wait('a')])],
  ['a manual step', 8, runbook([manual('a', { remind: 1 })])],
  ['a message', 5, runbook([notify('a')])],
  ['a choice', 20, runbook([choose('c', led)])],
  ['two branches', 60, runbook([parallel('p', [[check('a')], [check('b'), wait('c')]])])],
  [
    'three branches in two lanes',
    100,
    runbook([parallel('p', [[check('a')], [wait('b')], [wait('c')]], { maxParallel: 2 })]),
  ],
  ['a repeated group', 40, runbook([group('g', [check('a'), wait('b')], { forEach: forEach(1) })])],
  ['an inlined runbook', 12, runbook([inlined('r', [check('r-a')])])],
  ['an action that a later check verifies', 150, runbook([action('a', { verifiedBy: 'b' }), check('b')])],
  ['a group', 12, runbook([group('g', [check('a')])])],
  ['a repeated check', 25, runbook([check('a', { forEach: forEach(1) })])],
  ['a check, and finally another', 30, runbook([check('a')], { finally: [check('b')] })],
] as const)(
  '%s keeps every invariant',
  (_, states, shape) => {
    const explored = explore(shape);
    expect(explored.broken).toEqual({});
    expect(explored.states).toBeGreaterThan(states);
  },
  60_000,
);

/** Every event that a state knows, and the same come too late. */
it.each([
  ['two actions in a row', 700, runbook([action('a'), action('b')])],
  ['an action, and finally another', 1200, runbook([action('a')], { finally: [action('b')] })],
  ['actions that are asked together', 950, runbook([group('g', [action('a')], { together: true })])],
] as const)(
  '%s keep every invariant',
  (_, states, shape) => {
    const explored = explore(shape, { heardOnly: true });
    expect(explored.broken).toEqual({});
    expect(explored.states).toBeGreaterThan(states);
  },
  60_000,
);
