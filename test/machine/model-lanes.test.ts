import { expect, it } from '@jest/globals';
import { explore } from './model/explore.ts';
import { action, forEach, runbook } from './shapes.ts';

/** The largest shape, in a file of its own so that it runs beside the others. The lanes are alike, so only one of them plans again. */
it('two items side by side, asked together or alone, keep every invariant', () => {
  const shape = runbook([action('a', { forEach: forEach(2), together: true })]);
  const explored = explore(shape, { heardOnly: true, bounds: { again: ['a/0'], requests: 1 } });
  expect(explored.broken).toEqual({});
  expect(explored.states).toBeGreaterThan(3000);
}, 120_000);
