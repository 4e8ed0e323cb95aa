import type { Step } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import type { Around, Place } from '../state.ts';
import { action } from './action.ts';
import { check } from './check.ts';
import { choose } from './choose.ts';
import { group } from './group.ts';
import { inTurn } from './in-turn.ts';
import { isRepeated } from './lanes.ts';
import { manual } from './manual.ts';
import { notify } from './notify.ts';
import { parallel } from './parallel.ts';
import { repeat } from './repeat.ts';
import { wait } from './wait.ts';

/** Steps one after another. */
export const sequence = (steps: readonly Step[], around: Around): Node =>
  inTurn(steps.map((step) => [step.id, compileStep(step, { ...around, lane: `${step.id}${around.suffix}` })]));

const compileStep = (step: Step, place: Place): Node => {
  if (isRepeated(step)) return repeat(step, place, (itemPlace) => single(step, itemPlace));
  return single(step, place);
};

const single = (step: Step, place: Place): Node => {
  const members = (steps: readonly Step[]) => sequence(steps, membersOf(step, place));
  switch (step.kind) {
    case 'action':
      return action(step, place);
    case 'undo':
      return action({ ...step, verify: [] }, place);
    case 'check':
      return check(step, place);
    case 'wait':
      return wait(step, place);
    case 'manual':
      return manual(step, place);
    case 'notify':
      return notify(step, place);
    case 'choose':
      return choose(step, place, members);
    case 'parallel':
      return parallel(step, place, members);
    case 'group':
    case 'runbook':
      return group(step, place, members(step.steps));
  }
};

/** One card for a whole step covers also what is deeper in it. */
const membersOf = (step: Step, { lane, ...around }: Place): Around => {
  const coveredBy = around.coveredBy ?? ('together' in step && step.together ? lane : undefined);
  return { ...around, parent: lane, ...(coveredBy === undefined ? {} : { coveredBy }) };
};
