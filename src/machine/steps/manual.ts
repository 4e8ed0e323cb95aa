import type { ManualStep } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import { type Place, state } from '../state.ts';
import { body, entering, failing, held } from './parts.ts';

/** A person does it and says so. */
export const manual = (step: ManualStep, place: Place): Node => {
  const { lane } = place;
  const fail = failing(place, step.onFailure);
  return body(place, {
    entering: entering(place, step, { to: 'asking' }),
    asking: state(lane, 'asking', {
      wants: ['ask', 'timeout'],
      entry: [
        { type: 'attempt', params: { lane } },
        { type: 'arm', params: { lane, purpose: 'timeout', for: step.timeout } },
      ],
      on: { DONE: { to: 'passed' }, FAILED: fail, TIMED_OUT: { ...fail, when: ['timeout'] } },
    }),
    held: held(place, { retry: 'asking' }),
  });
};
