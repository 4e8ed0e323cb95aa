import { type Context, canStop, endingOf, type Lane, laneOf, RUN, type RunEvent, stepOf } from './context.ts';
import type { Purpose } from './events.ts';

interface Asked {
  readonly context: Context;
  readonly event: RunEvent;
  readonly name: string;
  readonly lane: Lane;
  readonly size: number;
  readonly by: string;
  readonly option: string | undefined;
}

const rings = (purpose: Purpose) => (asked: Asked) =>
  asked.event.name === 'TIMED_OUT' && asked.event.purpose === purpose;

/** A request of this lane may be on its way, or have arrived. */
const inFlight = ({ state }: Lane) => state === 'applying' || state === 'reconciling' || state === 'unclear';

const countOf = ({ context, name }: Asked) => laneOf(context, stepOf(name)).count ?? 0;

/** The closed set of what a transition may depend on. */
const conditions = {
  /** The answer belongs to the state that the lane is in, not to an earlier one. */
  current: ({ event, lane }: Asked) => event.turn === lane.turn,
  halting: ({ context }: Asked) => context.halt !== null,
  steady: ({ context }: Asked) => context.halt === null,
  /** It is not halted, or for a reason that a stop overrides. */
  stoppable: ({ context }: Asked) => canStop(context.halt),
  /** It is halted, and nothing but its end follows. */
  stopping: ({ context }: Asked) => !canStop(context.halt),

  within: rings('within'),
  timeout: rings('timeout'),
  settle: rings('settle'),
  hold: rings('hold'),
  wait: rings('wait'),
  remind: rings('remind'),

  waited: ({ event }: Asked) => event.name === 'LOCKED' && event.waited,
  /** A together ask holds for a member's first plan only. */
  covered: ({ context, event, lane, by }: Asked) =>
    event.name === 'LOCKED' && event.covered && lane.attempt === 1 && laneOf(context, by).granted === true,
  last: ({ event }: Asked) => (event.name === 'APPLIED' || event.name === 'SAY_APPLIED') && event.last,
  drifting: ({ lane }: Asked) => lane.drifts >= 2,
  touched: ({ lane }: Asked) => lane.touched,
  unprepared: ({ lane }: Asked) => lane.attempt === 0,
  notSlowYet: ({ lane }: Asked) => !lane.slow,
  moreChecks: ({ lane, size }: Asked) => lane.n + 1 < size,
  nothingApplied: ({ context }: Asked) => !laneOf(context, RUN).applied && !Object.values(context.lanes).some(inFlight),

  counted: ({ event }: Asked) => event.name === 'ENTERED' && event.count !== undefined,
  empty: ({ event }: Asked) => event.name === 'ENTERED' && event.count === 0,
  hasItem: (asked: Asked) => (asked.lane.item ?? 0) < countOf(asked),
  moreItems: (asked: Asked) => (asked.lane.item ?? 0) + asked.size < countOf(asked),

  choosing: ({ event, option }: Asked) => event.name === 'CHOSEN' && event.option === option,
  chosen: ({ lane, option }: Asked) => lane.chosen === option,

  memberFailed: ({ lane }: Asked) => (lane.tally.failed ?? 0) > 0,
  stopped: ({ context }: Asked) => !canStop(endingOf(context)) && endingOf(context) !== 'failure',
  failed: ({ context }: Asked) =>
    endingOf(context) === 'failure' || context.leftUndone || (laneOf(context, RUN).tally.failed ?? 0) > 0,
  rollingBack: ({ context }: Asked) => endingOf(context) === 'rollback',
  applied: ({ context }: Asked) => laneOf(context, RUN).applied,
};

export type Condition = keyof typeof conditions;

/** What a guard is given: all of these must hold, asked of that lane. Plain JSON. */
export interface Conditions {
  readonly lane: string;
  readonly of: readonly Condition[];
  /** How many checks or lanes there are. */
  readonly size?: number;
  /** The lane of the together step around this one. */
  readonly by?: string;
  /** Of a `choose`. */
  readonly option?: string;
}

export const allHold = (
  context: Context,
  event: RunEvent,
  { lane, of, size = 0, by = '', option }: Conditions,
): boolean => {
  const asked = { context, event, name: lane, lane: laneOf(context, lane), size, by, option };
  return of.every((condition) => conditions[condition](asked));
};
