import { type Place, state, type Way } from '../state.ts';
import type { Change } from './change.ts';
import { failing } from './parts.ts';

/** verifying → the checks of `verify`, in order → settling → proving: success is proven, and once more when things have settled. */
export const proof = (step: Change, place: Place) => {
  const { lane } = place;
  const fail = failing(place, step.onFailure);
  const timedOut: Way = { ...fail, when: ['timeout'] };
  const proven: Way = step.settle > 0 ? { to: 'settling' } : { to: 'passed' };
  const verified: Way = step.verify.length > 0 ? { to: 'checking' } : proven;
  const verifying = state(lane, 'verifying', {
    wants: ['verify', 'timeout', 'slow'],
    on: {
      VERIFIED: {
        ...verified,
        do: [
          { type: 'settle', params: { lane } },
          { type: 'toFirst', params: { lane } },
        ],
      },
      SLOW: { when: ['notSlowYet'], do: [{ type: 'slow', params: { lane } }] },
      FAILED: fail,
      SUPERSEDED: fail,
      TIMED_OUT: timedOut,
    },
  });
  const settling = state(lane, 'settling', {
    wants: ['settle'],
    on: { TIMED_OUT: { when: ['settle'], to: 'proving' } },
  });
  const proving = state(lane, 'proving', {
    wants: ['prove', 'timeout'],
    on: {
      VERIFIED: { to: 'passed' },
      SLIPPED: { to: 'verifying' },
      FAILED: fail,
      SUPERSEDED: fail,
      TIMED_OUT: timedOut,
    },
  });
  return {
    verifying,
    ...(step.verify.length > 0 ? { checking: checking(step, place, proven) } : {}),
    ...(step.settle > 0 ? { settling, proving } : {}),
  };
};

const checking = (step: Change, place: Place, proven: Way) => {
  const { lane } = place;
  const fail = failing(place, step.onFailure);
  const within = step.verify.map((check) => check.within);
  return state(lane, 'checking', {
    wants: ['check', 'within', 'timeout'],
    entry: [{ type: 'limitCheck', params: { lane, within } }],
    on: {
      VERIFIED: [
        { when: ['moreChecks'], size: within.length, to: 'checking', do: [{ type: 'toNext', params: { lane } }] },
        proven,
      ],
      FAILED: fail,
      TIMED_OUT: [
        { ...fail, when: ['within'] },
        { ...fail, when: ['timeout'] },
      ],
    },
  });
};
