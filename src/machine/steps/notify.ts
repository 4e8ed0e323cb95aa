import type { NotifyStep } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import type { Place } from '../state.ts';
import { body, entering, held } from './parts.ts';

/** The engine writes the message in the transaction in which it answers `enter`, so nothing is waited for. */
export const notify = (step: NotifyStep, place: Place): Node =>
  body(place, {
    entering: entering(place, step, { to: 'passed' }),
    held: held(place, { onFailure: step.onFailure, retry: 'entering' }),
  });
