import type { Step } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import { type Place, state, type Way } from '../state.ts';
import { failing } from './parts.ts';

interface Asked {
  /** Somebody said yes to this plan. */
  readonly approved: Way;
  readonly nothingToDo: Way;
  /** One plan and one ask for all members of the step. */
  readonly together?: boolean;
}

/** planning → locking → asking: nothing is applied but through here. */
export const asked = (
  place: Place,
  step: Pick<Step, 'onFailure'>,
  { approved, nothingToDo, together = false }: Asked,
) => {
  const { lane, coveredBy } = place;
  // An approval of the step around this one is one of this plan; a together step inside it asks nobody.
  const covered: readonly Way[] = coveredBy ? [{ ...approved, when: ['covered'], by: coveredBy }] : [];
  const planning: Node = state(lane, 'planning', {
    wants: ['plan'],
    together,
    entry: [{ type: 'attempt', params: { lane } }],
    on: {
      PLANNED: { to: 'locking', do: [{ type: 'limit', params: { lane } }] },
      NOTHING_TO_DO: nothingToDo,
      REFUSED: { to: 'held' },
      FAILED: failing(place, step.onFailure),
    },
  });
  const locking: Node = state(lane, 'locking', {
    wants: ['lock', 'within'],
    together,
    on: {
      LOCKED: [{ when: ['waited'], to: 'planning' }, ...covered, { to: 'asking' }],
      /** Waiting would never end: two runs wait for each other. */
      REFUSED: { to: 'held' },
      TIMED_OUT: { when: ['within'], to: 'held' },
    },
  });
  const asking: Node = state(lane, 'asking', {
    wants: ['ask', 'within'],
    together,
    on: {
      APPROVED: approved,
      REJECTED: [
        { when: ['nothingApplied'], to: 'halted', do: [{ type: 'halt', params: { lane, reason: 'rejected' } }] },
        { to: 'held' },
      ],
      TIMED_OUT: { when: ['within'], to: 'held' },
    },
  });
  return { planning, locking, asking };
};
