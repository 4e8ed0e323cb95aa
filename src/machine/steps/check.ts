import type { CheckStep } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import { type Place, state } from '../state.ts';
import { body, entering, failing, held } from './parts.ts';

/** Reads until it holds, or once. */
export const check = (step: CheckStep, place: Place): Node => {
  const { lane } = place;
  const fail = failing(place, step.onFailure);
  return body(place, {
    entering: entering(place, step, { to: 'checking' }),
    checking: state(lane, 'checking', {
      wants: ['check', 'within'],
      entry: [
        { type: 'attempt', params: { lane } },
        { type: 'limitCheck', params: { lane, within: [step.within] } },
      ],
      on: { VERIFIED: { to: 'passed' }, FAILED: fail, TIMED_OUT: { ...fail, when: ['within'] } },
    }),
    held: held(place, { onFailure: step.onFailure, retry: 'checking' }),
  });
};
