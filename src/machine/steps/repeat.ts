import type { Node } from '../kit.ts';
import { guard, type Place } from '../state.ts';
import { around } from './around.ts';
import { inner as innerLanes, type Repeated, suffixesOf } from './lanes.ts';

/** Lanes side by side; lane j does items j, j + lanes, …, so that one which is held does not keep the others waiting. */
export const repeat = (step: Repeated, place: Place, item: (place: Place) => Node): Node => {
  const { lane } = place;
  const together = 'together' in step && step.together && place.coveredBy === undefined;
  const suffixes = suffixesOf(step);
  const region = (suffix: string) => {
    const name = `${step.id}${suffix}`;
    const within = { ...place, lane: name, parent: lane, suffix, ...(together ? { coveredBy: lane } : {}) };
    return [name, itemLane({ lane: name, lanes: suffixes.length, inner: innerLanes(step, suffix) }, item(within))];
  };
  const inner: Node = { type: 'parallel', states: Object.fromEntries(suffixes.map(region)) };
  return around(step, place, { inner, together, counted: true });
};

/** Which lane, of how many, and those inside it. */
interface ItemLane {
  readonly lane: string;
  readonly lanes: number;
  readonly inner: readonly string[];
}

const itemLane = ({ lane, lanes, inner }: ItemLane, item: Node): Node => ({
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
          actions: [{ type: 'nextItem', params: { lane, lanes, inner } }],
        },
        { target: 'ended' },
      ],
    },
    ended: { type: 'final' },
  },
});
