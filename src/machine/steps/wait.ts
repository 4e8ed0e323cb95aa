import type { WaitStep } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import { type Place, state } from '../state.ts';
import { body, entering, held } from './parts.ts';

/** A pause that survives a restart. Only entering it can fail. */
export const wait = (step: WaitStep, place: Place): Node => {
  const { lane } = place;
  return body(place, {
    entering: entering(place, step, { to: 'waiting' }),
    waiting: state(lane, 'waiting', {
      wants: ['wait'],
      entry: [{ type: 'arm', params: { lane, purpose: 'wait', for: step.for } }],
      on: { TIMED_OUT: { when: ['wait'], to: 'passed' } },
    }),
    held: held(place, { onFailure: step.onFailure, retry: 'entering' }),
  });
};
