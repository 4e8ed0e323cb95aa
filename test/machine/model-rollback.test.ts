import { expect, it } from '@jest/globals';
import { explore } from './model/explore.ts';
import { action, check, choose, forEach, group, option, parallel, runbook, undone } from './shapes.ts';

const leave = option('leave', [], { end: 'succeeded' });
const own = action('a', { undo: { kind: 'steps', steps: [check('b')] } });
const rollback = { onFailure: 'rollback' } as const;

/** By a person or by a failure: the card of all, drift of what it covered, undos that are held or skipped, and STOP. */
it.each([
  ['an action', 1000, {}, runbook([undone('a')])],
  ['an action with steps of its own to undo it', 300, {}, runbook([own])],
  ['an action whose failure rolls back', 250, { attempts: 1 }, runbook([undone('a', rollback)])],
  [
    'a failure after an action, and finally another',
    500,
    { attempts: 1, requests: 1 },
    runbook([undone('a'), check('b', rollback)], { finally: [check('c')] }),
  ],
  ['two actions', 1500, { attempts: 1, requests: 1 }, runbook([undone('a'), undone('b')])],
  [
    'an action beside a choice that ends the run',
    400,
    { attempts: 1, requests: 1 },
    runbook([parallel('p', [[undone('a')], [choose('c', [leave])]])]),
  ],
  [
    'a repeated group of an action',
    500,
    { attempts: 1, requests: 1 },
    runbook([group('g', [undone('a')], { forEach: forEach(1) })]),
  ],
] as const)(
  '%s, rolled back at any time, keeps every invariant',
  (_, states, bounds, shape) => {
    const explored = explore(shape, { heardOnly: true, bounds });
    expect(explored.broken).toEqual({});
    expect(explored.states).toBeGreaterThan(states);
  },
  60_000,
);
