import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runbooks } from './property/generated.ts';
import { type Played, play } from './property/play.ts';

/** Another seed, or more runs: `STEPWARD_SEED=7 STEPWARD_RUNS=20000 npm test -- test/machine/property`. */
const seed = Number(process.env['STEPWARD_SEED'] ?? 2026);
const numRuns = Number(process.env['STEPWARD_RUNS'] ?? 250);

const dice = fc.array(fc.noBias(fc.nat(2 ** 20)), { minLength: 50, maxLength: 150, size: 'max' });

it(`any runbook keeps every invariant, whatever comes in whatever order, and can be stopped (${numRuns} runs, seed ${seed})`, () => {
  const all: Played[] = [];
  fc.assert(
    fc.property(runbooks, dice, (runbook, rolled) => {
      const played = play(runbook, rolled);
      all.push(played);
      expect(played.problems).toEqual([]);
    }),
    { seed, numRuns },
  );
  // Games that get nowhere would prove nothing.
  expect(new Set(all.map(({ phase }) => phase))).toEqual(new Set(['succeeded', 'failed', 'rolled-back', 'stopped']));
  expect(all.filter(({ undone }) => undone > 0).length).toBeGreaterThan(numRuns / 50);
}, 3_600_000);
