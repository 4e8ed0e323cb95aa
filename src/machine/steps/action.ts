import type { Node } from '../kit.ts';
import type { Place, Way } from '../state.ts';
import { asked } from './asked.ts';
import type { Change } from './change.ts';
import { body, entering, held } from './parts.ts';
import { proof } from './proof.ts';
import { requests } from './requests.ts';

/** Plan, ask, apply request by request, prove; a step with `verified_by` leaves its proof to that check. */
export const action = (step: Change, place: Place): Node => {
  const timed = [{ type: 'startTimeout', params: { lane: place.lane, timeout: step.timeout } }] as const;
  const begin: Way = { to: 'applying', do: timed };
  const proves = step.verifiedBy === undefined;
  return body(place, {
    entering: entering(place, step, { to: 'planning' }),
    ...asked(place, step, { approved: begin, nothingToDo: { to: 'passed' } }),
    ...requests(place, proves ? 'verifying' : 'passed'),
    ...(proves ? proof(step, place) : {}),
    held: held(place, {
      onFailure: step.onFailure,
      retry: 'planning',
      ...(proves ? { look: { when: ['touched'], to: 'verifying', do: timed } } : {}),
    }),
  });
};
