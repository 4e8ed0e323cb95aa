import type { ParallelStep, Step } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import type { Place } from '../state.ts';
import { around } from './around.ts';
import { inTurn } from './in-turn.ts';
import { MOST_LANES } from './lanes.ts';

/** Branches side by side, joined when all have ended; one that is held does not keep the others waiting. */
export const parallel = (step: ParallelStep, place: Place, members: (steps: readonly Step[]) => Node): Node => {
  const lanes = Math.min(step.maxParallel, step.branches.length, MOST_LANES);
  const branches = step.branches.map(({ id, steps }) => [id, members(steps)] as const);
  const region = (j: number) => inTurn(branches.filter((_, i) => i % lanes === j));
  const inner: Node = {
    type: 'parallel',
    states: Object.fromEntries(Array.from({ length: lanes }, (_, j) => [`${step.id}/${j}`, region(j)])),
  };
  return around(step, place, { inner, together: step.together && place.coveredBy === undefined });
};
