import { assign } from 'xstate';
import {
  type Context,
  canStop,
  endingOf,
  freshLane,
  type Lane,
  laneOf,
  RUN,
  type RunEvent,
  standingOf,
} from './context.ts';
import type { Purpose } from './events.ts';
import type { HaltReason, Outcome, Phase, StateName } from './machine.ts';

interface Scene {
  readonly context: Context;
  readonly event: RunEvent;
}
interface OfLane {
  readonly lane: string;
}

/** After a plan has come to nothing, people have at least this long for the next one; milliseconds. */
const AT_LEAST = 5 * 60_000;

const change = <Params = unknown>(next: (scene: Scene, params: Params & OfLane) => Partial<Context>) =>
  assign<Context, RunEvent, Params & OfLane, RunEvent, never>(next);

const changeLane = <Params = unknown>(next: (lane: Lane, params: Params & OfLane, scene: Scene) => Lane) =>
  change<Params>((scene, params) =>
    put(scene.context, params.lane, next(laneOf(scene.context, params.lane), params, scene)),
  );

const put = ({ lanes }: Context, name: string, lane: Lane) => ({ lanes: { ...lanes, [name]: lane } });

const due = (lane: Lane, purpose: Purpose, at: number): Lane => ({ ...lane, due: { ...lane.due, [purpose]: at } });

const without = (lane: Lane, purpose: Purpose): Lane => {
  const { [purpose]: _, ...rest } = lane.due;
  return { ...lane, due: rest };
};

/** Only the steps can be rolled back, and a roll back that ends early has not succeeded. */
const reasonIn = (phase: Phase, reason: HaltReason): HaltReason => {
  if (phase !== 'running' && reason === 'rollback') return 'failure';
  return phase === 'rolling-back' && reason === 'chosen-success' ? 'chosen-stop' : reason;
};

/** Where nothing had been applied nothing is put back: what was to be rolled back has failed. */
const restingOf = (context: Context): HaltReason | null => {
  const ending = endingOf(context);
  return ending === 'rollback' && !laneOf(context, RUN).applied ? 'failure' : ending;
};

const until = ({ context, event }: Scene) => ('until' in event ? event.until : context.at);

/** The closed set of what a transition may change. */
export const actions = {
  /** Of every state of a lane: answers to what an earlier state wanted are late from here on. */
  enter: changeLane<{ state: StateName }>((lane, { state }) => ({ ...lane, state, turn: lane.turn + 1 })),

  enterPhase: change<{ phase: Phase }>(({ context }, { lane, phase }) => {
    const run = laneOf(context, lane);
    // What failed before is what is put back now.
    const tally = phase === 'rolling-back' ? {} : run.tally;
    return { ...put(context, lane, { ...run, turn: run.turn + 1, tally }), phase };
  }),

  /** A new plan is a new attempt. What it repeats after something was applied is another thing, so its token must differ. */
  attempt: changeLane((lane) => ({
    ...lane,
    attempt: lane.attempt + 1,
    generation: lane.generation + (lane.touched ? 1 : 0),
    touched: false,
    n: 0,
  })),

  arm: changeLane<{ purpose: Purpose; for: number }>((lane, { purpose, for: time }, { context }) =>
    due(lane, purpose, context.at + time),
  ),
  /** It has rung, and rings once. */
  disarm: changeLane<{ purpose: Purpose }>((lane, { purpose }) => without(lane, purpose)),
  /** The first wait for a lock or an ask says how long all of them may take. */
  limit: changeLane((lane, _, scene) => due(lane, 'within', lane.due.within ?? until(scene))),
  extend: changeLane((lane, _, { context }) =>
    due(lane, 'within', Math.max(lane.due.within ?? 0, context.at + AT_LEAST)),
  ),
  /** A person tries once more: nothing of the earlier tries counts. */
  renew: changeLane((lane) => ({ ...without(lane, 'within'), drifts: 0 })),
  drift: changeLane((lane) => ({ ...lane, drifts: lane.drifts + 1 })),

  grant: changeLane((lane) => ({ ...lane, granted: true })),

  /** The time from here to the proof counts. */
  startTimeout: changeLane<{ timeout: number }>((lane, { timeout }, { context }) => ({
    ...due(lane, 'timeout', context.at + timeout),
    slow: false,
  })),
  applied: change(({ context }, { lane }) => {
    const seen = put(context, RUN, { ...laneOf(context, RUN), applied: true });
    return { lanes: { ...seen.lanes, [lane]: { ...laneOf(context, lane), applied: true, touched: true } } };
  }),
  slow: changeLane((lane) => ({ ...lane, slow: true })),
  settle: changeLane((lane, _, scene) => due(lane, 'settle', until(scene))),

  toFirst: changeLane((lane) => ({ ...lane, n: 0 })),
  toNext: changeLane((lane) => ({ ...lane, n: lane.n + 1 })),
  /** `within` of each check, in order; 0 is read once and needs no timer. */
  limitCheck: changeLane<{ within: readonly number[] }>((lane, { within }, { context }) => {
    const time = within[lane.n] ?? 0;
    return time > 0 ? due(lane, 'within', context.at + time) : without(lane, 'within');
  }),

  count: changeLane((lane, _, { event }) => ({
    ...lane,
    count: event.name === 'ENTERED' ? (event.count ?? 0) : 0,
  })),
  /** Everything in this lane begins anew; `inner` are the lanes of the members. */
  nextItem: change<{ lanes: number; inner: readonly string[] }>(({ context }, { lane, lanes, inner }) => {
    const item = (laneOf(context, lane).item ?? 0) + lanes;
    const anew = [lane, ...inner].map((name) => [name, { ...freshLane(name), turn: laneOf(context, name).turn, item }]);
    return { lanes: { ...context.lanes, ...Object.fromEntries(anew) } };
  }),
  choose: changeLane<{ option: string }>((lane, { option }) => ({ ...lane, chosen: option })),
  /** Of the instance in this lane; the lane around it counts. */
  end: change<{ parent: string; outcome: Outcome }>(({ context }, { lane, parent, outcome }) => {
    const { step, instance } = standingOf(lane, laneOf(context, lane));
    const around = laneOf(context, parent);
    const tally = { ...around.tally, [outcome]: (around.tally[outcome] ?? 0) + 1 };
    return {
      ...put(context, parent, { ...around, tally }),
      ended: [...context.ended, { lane, step, instance, outcome }],
    };
  }),

  /** Everything comes to rest by itself. The first stop stays; the run's own timer is not needed any more. */
  halt: change<{ reason: HaltReason }>(({ context }, { reason }) => {
    if (!canStop(context.halt)) return {};
    const run = without(laneOf(context, RUN), 'timeout');
    return { ...put(context, RUN, { ...run, turn: run.turn + 1 }), halt: reasonIn(context.phase, reason) };
  }),
  loseSight: change(() => ({ outcomeUnknown: true })),
  leave: change(({ context }) => ({ leftUndone: context.leftUndone || context.phase === 'rolling-back' })),
  /** Steps, or those of `finally`, are over: what comes next is not halted by what stopped them. */
  rest: change(({ context }) => ({ ending: restingOf(context), halt: null })),
};
