import type { GroupStep, RunbookStep } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import type { Place } from '../state.ts';
import { around } from './around.ts';

/** Members in order, under one `if`. */
export const group = (step: GroupStep | RunbookStep, place: Place, members: Node): Node =>
  around(step, place, {
    inner: members,
    together: step.kind === 'group' && step.together && place.coveredBy === undefined,
  });
