import type { StateName } from '../machine.ts';
import { type Place, state, type Way } from '../state.ts';

/**
 * applying ⇄ reconciling ⇄ unclear: a request is on its way, or may have been. These do not leave at once when the run is halted, they first learn what
 * became of the request; then they come to rest, and the next request is not sent. `all`: where it goes when the last one has been applied.
 */
export const requests = (place: Place, all: StateName) => {
  const { lane } = place;
  const learnt = applied(place, all);
  const replan: Way = { to: 'planning', do: [{ type: 'extend', params: { lane } }] };
  const applying = state(lane, 'applying', {
    wants: ['apply'],
    mustLearn: true,
    on: {
      APPLIED: learnt,
      DRIFTED: unlessHalting(
        { when: ['drifting'], to: 'held' },
        {
          to: 'planning',
          do: [
            { type: 'drift', params: { lane } },
            { type: 'extend', params: { lane } },
          ],
        },
      ),
      LAPSED: unlessHalting(replan),
      NOT_APPLIED: unlessHalting({ to: 'held' }),
      UNKNOWN: { to: 'reconciling' },
    },
  });
  const reconciling = state(lane, 'reconciling', {
    wants: ['reconcile'],
    mustLearn: true,
    on: {
      APPLIED: learnt,
      NOT_APPLIED: unlessHalting(replan),
      BY_OTHER: unlessHalting({ to: 'held' }),
      UNKNOWN: { to: 'unclear' },
    },
  });
  return { applying, reconciling, unclear: unclear(place, learnt) };
};

/**
 * Only a person can say; without one the run ends with the outcome unknown. What is to be rolled back is not given up so: with a STOP, or nobody coming, it is
 * stopped first. (That STOP is the root's: a region that took it would hide it.)
 */
const unclear = ({ lane, hold }: Place, learnt: readonly Way[]) => {
  const giveUp: Way = { when: ['stopping'], to: 'halted', do: [{ type: 'loseSight', params: { lane } }] };
  return state(lane, 'unclear', {
    wants: ['unclear', 'hold'],
    mustLearn: true,
    entry: [{ type: 'arm', params: { lane, purpose: 'hold', for: hold } }],
    on: {
      LOOK_AGAIN: { to: 'reconciling' },
      SAY_APPLIED: learnt,
      SAY_NOT_APPLIED: unlessHalting({ to: 'held' }),
      STOP: giveUp,
      TIMED_OUT: [
        { ...giveUp, when: ['hold', 'stopping'] },
        { when: ['hold'], to: 'unclear', do: [{ type: 'halt', params: { lane, reason: 'hold' } }] },
      ],
    },
  });
};

const applied = ({ lane }: Place, all: StateName): readonly Way[] => {
  const note = { type: 'applied', params: { lane } } as const;
  return [
    { when: ['halting'], to: 'halted', do: [note] },
    { when: ['last'], to: all, do: [note] },
    { to: 'applying', do: [note, { type: 'toNext', params: { lane } }] },
  ];
};

const unlessHalting = (...ways: readonly Way[]): readonly Way[] => [{ when: ['halting'], to: 'halted' }, ...ways];
