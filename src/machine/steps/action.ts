import type { ActionStep } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import type { Place, Way } from '../state.ts';
import { asked } from './asked.ts';
import { body, entering, held } from './parts.ts';
import { proof } from './proof.ts';
import { requests } from './requests.ts';

/** Plan, ask, apply request by request, prove. */
export const action = (step: ActionStep, place: Place): Node => {
  const timed = [{ type: 'startTimeout', params: { lane: place.lane, timeout: step.timeout } }] as const;
  const begin: Way = { to: 'applying', do: timed };
  return body(place, {
    entering: entering(place, step, { to: 'planning' }),
    ...asked(place, step, { approved: begin, nothingToDo: { to: 'passed' } }),
    ...requests(place),
    ...proof(step, place),
    held: held(place, {
      retry: 'planning',
      look: { when: ['touched'], to: 'verifying', do: timed },
    }),
  });
};
