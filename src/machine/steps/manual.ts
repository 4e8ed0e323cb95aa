import type { ManualStep } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import { type Place, state, type Way } from '../state.ts';
import { body, entering, failing, held } from './parts.ts';

/** A person does it and says so. */
export const manual = (step: ManualStep, place: Place): Node => {
  const { lane } = place;
  const fail = failing(place, step.onFailure);
  const { armed, rung } = reminder(lane, step.remind);
  return body(place, {
    entering: entering(place, step, { to: 'asking' }),
    asking: state(lane, 'asking', {
      wants: ['ask', 'timeout', 'remind'],
      entry: [
        { type: 'attempt', params: { lane } },
        { type: 'arm', params: { lane, purpose: 'timeout', for: step.timeout } },
        ...armed,
      ],
      on: { DONE: { to: 'passed' }, FAILED: fail, TIMED_OUT: [{ ...fail, when: ['timeout'] }, ...rung] },
    }),
    held: held(place, { onFailure: step.onFailure, retry: 'asking' }),
  });
};

/** Of each ask one; the lane stays as it is, so that the ask and its time go on. */
const reminder = (lane: string, after: number | undefined) => {
  if (after === undefined) return { armed: [], rung: [] };
  const params = { lane, purpose: 'remind' } as const;
  const rung: Way = { when: ['remind'], do: [{ type: 'disarm', params }] };
  return { armed: [{ type: 'arm', params: { ...params, for: after } } as const], rung: [rung] };
};
