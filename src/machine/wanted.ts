import { type Lane, laneOf, standingOf } from './context.ts';
import type { Purpose } from './events.ts';
import type { Meta } from './kit.ts';
import type { Loaded } from './saved.ts';
import type { Want, What } from './wants.ts';

/** All that the states want which a run is in. Nothing else is outstanding, so it can be rebuilt from a snapshot at any time. */
export const wantsOf = (loaded: Loaded): readonly Want[] =>
  Object.values<Meta | undefined>(loaded.getMeta()).flatMap((meta) => (meta ? wantsOfState(loaded, meta) : []));

const wantsOfState = ({ context }: Loaded, { lane: name, wants, together }: Meta): readonly Want[] => {
  const lane = laneOf(context, name);
  return wants
    .filter((what) => isWanted(what, lane))
    .map((what) => {
      const due = what === 'apply' ? lane.due.timeout : isTimer(what) ? lane.due[what] : undefined;
      return {
        key: `${name}:${lane.turn}:${what}`,
        what,
        ...standingOf(name, lane),
        ...(due === undefined ? {} : { due }),
        ...(together ? { together } : {}),
      };
    });
};

/** A timer is wanted when it is known when it rings: a check that is read once has none, nor has a run that is halted. */
const isWanted = (what: What, lane: Lane): boolean => {
  if (isTimer(what)) return lane.due[what] !== undefined;
  return what !== 'slow' || lane.slow;
};

const timers: Readonly<Record<Purpose, true>> = {
  within: true,
  timeout: true,
  settle: true,
  hold: true,
  wait: true,
  remind: true,
};

export const isTimer = (what: string): what is Purpose => what in timers;
