import type { Step } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import type { Place, Way } from '../state.ts';
import { asked } from './asked.ts';
import { body, entering, held, inside } from './parts.ts';

interface Members {
  readonly inner: Node;
  readonly together: boolean;
  /** Of a `for_each`: how many there are is counted on the way in. */
  readonly counted?: boolean;
}

/** A step around others: a group, or a `for_each`. With `together` it plans and asks for all of them before the first is entered. */
export const around = (step: Pick<Step, 'onFailure'>, place: Place, { inner, together, counted }: Members): Node => {
  const { lane } = place;
  const begin: Way = { to: 'inside' };
  const granted: Way = { ...begin, do: [{ type: 'grant', params: { lane } }] };
  const first: Way = together ? { to: 'planning' } : begin;
  const count = { do: [{ type: 'count', params: { lane } }] } as const;
  const next: readonly Way[] = counted
    ? [
        { ...count, when: ['empty'], to: 'passed' },
        { ...count, ...first, when: ['counted'] },
      ]
    : [first];
  return body(place, {
    entering: entering(place, step, next),
    ...(together ? asked(place, step, { approved: granted, nothingToDo: begin, together }) : {}),
    inside: inside(place, inner),
    held: held(place, { onFailure: step.onFailure, retry: together ? 'planning' : 'entering' }),
  });
};
