import type { Step } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import { guard, type Place, state, type Way } from '../state.ts';
import { asked } from './asked.ts';
import { body, entering, held } from './parts.ts';

interface Members {
  readonly inner: Node;
  readonly together: boolean;
  /** Before the general way on from *entering*. */
  readonly empty?: Way;
  readonly counted?: Way['do'];
}

/** A step around others: a group, or a `for_each`. With `together` it plans and asks for all of them before the first is entered. */
export const around = (step: Step, place: Place, { inner, together, empty, counted }: Members): Node => {
  const { lane } = place;
  const inside: Way = { to: 'inside' };
  const entered: Way = { ...(together ? { to: 'planning' as const } : inside), ...(counted ? { do: counted } : {}) };
  return body(place, {
    entering: entering(place, step, empty ? [empty, entered] : entered),
    ...(together ? asked(place, step, { approved: inside, nothingToDo: inside, together }) : {}),
    inside: {
      ...state(lane, 'inside', { inner }),
      onDone: [
        { guard: guard(lane, ['halting']), target: 'halted' },
        { guard: guard(lane, ['memberFailed']), target: 'failed' },
        { target: 'passed' },
      ],
    },
    held: held(place, { retry: together ? 'planning' : 'entering' }),
  });
};
