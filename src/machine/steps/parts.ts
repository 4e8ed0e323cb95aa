import type { OnFailure, Step } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import type { Outcome, StateName } from '../machine.ts';
import { guard, type Place, state, type Way } from '../state.ts';

/** A step as one node with a state inside for everything that it can be in. */
export const body = (place: Place, states: Record<string, Node>): Node => ({
  initial: 'entering',
  states: { ...states, ...ends(place) },
});

/** The engine evaluates `if`, `with` and `for_each`, which the machine knows nothing of. */
export const entering = (place: Place, step: Pick<Step, 'onFailure'>, entered: Way | readonly Way[]): Node =>
  state(place.lane, 'entering', {
    wants: ['enter'],
    on: { ENTERED: entered, SKIPPED: { to: 'skipped' }, FAILED: failing(place, step.onFailure) },
  });

interface Repair {
  /** What entering does when it fails: only with *ask* it leads here. */
  readonly onFailure: OnFailure;
  /** Where a person's RETRY leads; *entering*, if that is where it failed. */
  readonly retry: StateName;
  /** Where LOOK_AGAIN leads, and when it is of use. */
  readonly look?: Way;
}

/** A person decides. */
export const held = ({ lane, hold }: Place, { onFailure, retry, look }: Repair): Node =>
  state(lane, 'held', {
    wants: ['held', 'hold'],
    entry: [{ type: 'arm', params: { lane, purpose: 'hold', for: hold } }],
    on: {
      RETRY: [
        ...(onFailure === 'ask' ? [{ when: ['unprepared'], to: 'entering' } as const] : []),
        { to: retry, do: [{ type: 'renew', params: { lane } }] },
      ],
      ...(look ? { LOOK_AGAIN: look } : {}),
      SKIP: { to: 'skipped', do: [{ type: 'leave', params: { lane } }] },
      TIMED_OUT: { when: ['hold'], to: 'halted', do: [{ type: 'halt', params: { lane, reason: 'hold' } }] },
    },
  });

/** The members of a step run; it ends when they have. */
export const inside = ({ lane }: Place, inner: Node): Node => ({
  ...state(lane, 'inside', { inner }),
  onDone: [
    { guard: guard(lane, ['halting']), target: 'halted' },
    { guard: guard(lane, ['memberFailed']), target: 'failed' },
    { target: 'passed' },
  ],
});

/** What follows when the step was tried and failed. */
export const failing = ({ lane }: Place, onFailure: OnFailure): Way => {
  if (onFailure === 'ask') return { to: 'held' };
  if (onFailure === 'continue') return { to: 'failed' };
  const reason = onFailure === 'rollback' ? 'rollback' : 'failure';
  return { to: 'failed', do: [{ type: 'halt', params: { lane, reason } }] };
};

const ends = (place: Place): Record<Outcome, Node> => ({
  passed: end(place, 'passed'),
  skipped: end(place, 'skipped'),
  failed: end(place, 'failed'),
  halted: end(place, 'halted'),
});

const end = ({ lane, parent }: Place, outcome: Outcome): Node => ({
  type: 'final',
  meta: { lane, state: outcome, wants: [] },
  entry: [
    { type: 'enter', params: { lane, state: outcome } },
    { type: 'end', params: { lane, parent, outcome } },
  ],
});
