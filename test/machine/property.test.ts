import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runbooks } from './property/generated.ts';
import { play } from './property/play.ts';

/** Another seed, or more runs: `STEPWARD_SEED=7 STEPWARD_RUNS=20000 npm test -- test/machine/property`. */
const seed = Number(process.env['STEPWARD_SEED'] ?? 2026);
const numRuns = Number(process.env['STEPWARD_RUNS'] ?? 250);

const dice = fc.array(fc.noBias(fc.nat(2 ** 20)), { minLength: 20, maxLength: 80, size: 'max' });

it(`any runbook keeps every invariant, whatever comes in whatever order, and can be stopped (${numRuns} runs, seed ${seed})`, () => {
  const ends = new Map<string, number>();
  let events = 0;
  fc.assert(
    fc.property(runbooks, dice, (runbook, rolled) => {
      const played = play(runbook, rolled);
      ends.set(played.phase, (ends.get(played.phase) ?? 0) + 1);
      events += played.events;
      expect(played.problems).toEqual([]);
    }),
    { seed, numRuns },
  );
  console.log(ends, events);
}, 3_600_000);
