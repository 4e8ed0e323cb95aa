import type { MachineEvent, Purpose } from './events.ts';
import type { Ended, HaltReason, Outcome, Phase, StateName } from './machine.ts';

/** What the machine remembers of a lane. It starts afresh with each item of a `for_each`; only `turn` goes on rising. */
export type Lane = {
  readonly state?: StateName;
  readonly turn: number;
  readonly attempt: number;
  readonly generation: number;
  readonly n: number;
  readonly item?: number;
  /** Something of this instance is known to have been applied; of the run, in lane `run`. */
  readonly applied: boolean;
  /** The same, of the plan of this attempt. */
  readonly touched: boolean;
  /** Drifted this often since a person last chose. */
  readonly drifts: number;
  readonly slow: boolean;
  /** Of a together step: its members were approved on one card. */
  readonly granted?: boolean;
  /** When each timer rings, as long as it is known: absolute, so that a wait begun again does not start over. */
  readonly due: Readonly<Partial<Record<Purpose, number>>>;
  /** Of a `for_each`: how many items. */
  readonly count?: number;
  /** Of a `choose`: the option that was chosen. */
  readonly chosen?: string;
  /** How the members of this lane's step ended. */
  readonly tally: Readonly<Partial<Record<Outcome, number>>>;
};

/** Everything but the states. Inputs, plans and outputs are not here: they would be written anew at every event. */
export type Context = {
  /** When the event being taken was dispatched; epoch milliseconds. */
  readonly at: number;
  /** With this event. */
  readonly ended: readonly Ended[];
  readonly phase: Phase;
  readonly halt: HaltReason | null;
  readonly ending: HaltReason | null;
  readonly outcomeUnknown: boolean;
  /** While rolling back a person skipped something, so not all was put back. */
  readonly leftUndone: boolean;
  readonly lanes: Readonly<Record<string, Lane>>;
};

/** Its `type` is `<name>.<lane>`. */
export type RunEvent = MachineEvent & { readonly type: string };

/** The lane of the run itself. */
export const RUN = 'run';

const fresh: Lane = {
  turn: 0,
  attempt: 0,
  generation: 0,
  n: 0,
  applied: false,
  touched: false,
  drifts: 0,
  slow: false,
  due: {},
  tally: {},
};

export const contextAt = (at: number): Context => ({
  at,
  ended: [],
  phase: 'running',
  halt: null,
  ending: null,
  outcomeUnknown: false,
  leftUndone: false,
  lanes: {},
});

const yielding: readonly (HaltReason | null)[] = [null, 'chosen-success', 'rollback'];

/** A run that comes to rest in order to be rolled back, or to succeed early, can still be stopped. */
export const canStop = (reason: HaltReason | null): boolean => yielding.includes(reason);

/** The first reason stays, but none outlasts a stop. */
export const endingOf = ({ ending, halt }: Context): HaltReason | null =>
  canStop(ending) && !canStop(halt) ? halt : (ending ?? halt);

/** A lane that nothing has entered yet is not kept. (`constructor` is a step's id, too.) */
export const laneOf = ({ lanes }: Context, lane: string): Lane =>
  (Object.hasOwn(lanes, lane) ? lanes[lane] : undefined) ?? freshLane(lane);

/** The j-th lane of a `for_each`, and every lane inside it, begins with item j. */
export const freshLane = (lane: string): Lane => {
  const [, j] = lane.split('/');
  return j === undefined ? fresh : { ...fresh, item: Number(j) };
};

/** `<id>` or `<id>/<j>`. */
export const stepOf = (lane: string): string => lane.replace(/\/.*$/, '');

/** What an answer, an ask and a card need to know of a lane. */
export const standingOf = (name: string, lane: Lane) => ({
  lane: name,
  step: stepOf(name),
  instance: lane.item === undefined ? name : `${stepOf(name)}~${lane.item + 1}`,
  turn: lane.turn,
  attempt: lane.attempt,
  generation: lane.generation,
  n: lane.n,
  ...(lane.item === undefined ? {} : { item: lane.item }),
});
