import type { ActionStep, CheckStep, ForEach, Step } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import { guard, type Place } from '../state.ts';
import { around } from './around.ts';

export type Repeated = (ActionStep | CheckStep) & { readonly forEach: ForEach };

export const isRepeated = (step: Step): step is Repeated => 'forEach' in step && step.forEach !== undefined;

/** At most this many lanes: each is a copy of the step in the machine, about 10 kB. */
const MOST_LANES = 10;

/** `<id>/0`, `<id>/1` … */
export const itemLanes = ({ id, forEach }: Repeated): readonly string[] =>
  Array.from({ length: Math.min(forEach.maxParallel, forEach.max, MOST_LANES) }, (_, j) => `${id}/${j}`);

/** Lanes side by side; lane j does items j, j + lanes, …, so that one which is held does not keep the others waiting. */
export const repeat = (step: Repeated, place: Place, item: (place: Place) => Node): Node => {
  const { lane } = place;
  const together = step.kind === 'action' && step.together && place.coveredBy === undefined;
  const lanes = itemLanes(step);
  const inner: Node = {
    type: 'parallel',
    states: Object.fromEntries(
      lanes.map((name) => {
        const itemPlace = { ...place, lane: name, parent: lane, ...(together ? { coveredBy: lane } : {}) };
        return [name, itemLane(name, lanes.length, item(itemPlace))];
      }),
    ),
  };
  return around(step, place, { inner, together, counted: true });
};

const itemLane = (lane: string, lanes: number, item: Node): Node => ({
  initial: 'choosing',
  states: {
    choosing: { always: [{ guard: guard(lane, ['hasItem']), target: 'working' }, { target: 'ended' }] },
    working: {
      ...item,
      onDone: [
        {
          guard: guard(lane, ['steady', 'moreItems'], { size: lanes }),
          target: 'working',
          reenter: true,
          actions: [{ type: 'nextItem', params: { lane, lanes } }],
        },
        { target: 'ended' },
      ],
    },
    ended: { type: 'final' },
  },
});
