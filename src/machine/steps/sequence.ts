import type { GroupStep, Step } from '#domain/runbook.ts';
import { RUN } from '../context.ts';
import type { Node } from '../kit.ts';
import { guard, type Place } from '../state.ts';
import { action } from './action.ts';
import { check } from './check.ts';
import { group } from './group.ts';
import { manual } from './manual.ts';
import { isRepeated, repeat } from './repeat.ts';
import { wait } from './wait.ts';

/** No step's id: those have no capitals. */
const END = 'END';

/** Steps one after another; once the run is halted no next one is entered. */
export const sequence = (steps: readonly Step[], around: Omit<Place, 'lane'>): Node => ({
  initial: steps[0]?.id ?? END,
  states: {
    ...Object.fromEntries(
      steps.map((step, i) => [
        step.id,
        {
          ...compileStep(step, { ...around, lane: step.id }),
          onDone: [{ guard: guard(RUN, ['halting']), target: END }, { target: steps[i + 1]?.id ?? END }],
        },
      ]),
    ),
    [END]: { type: 'final' },
  },
});

const compileStep = (step: Step, place: Place): Node => {
  if (isRepeated(step)) return repeat(step, place, (itemPlace) => single(step, itemPlace));
  return single(step, place);
};

const single = (step: Step, place: Place): Node => {
  switch (step.kind) {
    case 'action':
      return action(step, place);
    case 'check':
      return check(step, place);
    case 'wait':
      return wait(step, place);
    case 'manual':
      return manual(step, place);
    case 'group':
      return group(step, place, sequence(step.steps, membersOf(step, place)));
  }
};

const membersOf = ({ id, together }: GroupStep, place: Place): Omit<Place, 'lane'> => {
  const { lane: _, ...around } = place;
  return { ...around, parent: id, ...(together && !place.coveredBy ? { coveredBy: id } : {}) };
};
