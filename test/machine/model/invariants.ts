import type { MachineEvent } from '#machine/events.ts';
import type { Moved, Position, StateName } from '#machine/machine.ts';
import type { Want, What } from '#machine/wants.ts';
import type { Memory } from './memory.ts';

/** One event that applied. */
export interface Edge {
  readonly event: MachineEvent;
  /** The same event would apply with the turn before. */
  readonly isTakenLate: boolean;
  readonly before: Position;
  readonly after: Moved;
  /** With what the event says, without what came of it. */
  readonly memory: Memory;
}

/** What a lane has outstanding in each state; timers that only limit it, and `slow`, come and go. */
const work: Readonly<Record<StateName, readonly What[]>> = {
  entering: ['enter'],
  planning: ['plan'],
  locking: ['lock', 'within'],
  asking: ['ask'],
  applying: ['apply'],
  reconciling: ['reconcile'],
  unclear: ['unclear', 'hold'],
  verifying: ['verify', 'timeout'],
  checking: ['check'],
  settling: ['settle'],
  proving: ['prove', 'timeout'],
  waiting: ['wait'],
  held: ['held', 'hold'],
  inside: [],
  passed: [],
  skipped: [],
  failed: [],
  halted: [],
};

const learning: readonly What[] = ['reconcile', 'unclear', 'hold'];
const proofs: readonly (StateName | undefined)[] = ['verifying', 'checking', 'settling', 'proving'];
const inFlight: readonly (StateName | undefined)[] = ['applying', 'reconciling', 'unclear'];

export const isOver = ({ phase }: Position) => phase !== 'running' && phase !== 'finishing';
const keysOf = (wants: readonly Want[]) => wants.map(({ key }) => key);
const stateOf = ({ lanes }: Position, name: string) => lanes.find(({ lane }) => lane === name)?.state;

/** What an event takes off the list of what is outstanding, whatever the machine makes of it. */
const isAnswered = (want: Want, event: MachineEvent, before: Position): boolean => {
  if (want.lane !== event.lane || event.name === 'STOP' || event.name === 'SLOW') return false;
  if (event.name === 'TIMED_OUT') return want.what === event.purpose;
  const state = stateOf(before, event.lane);
  return state !== undefined && work[state][0] === want.what;
};

/** Each must hold for every event that applies. */
export const invariants = {
  'a late answer does not apply': ({ isTakenLate }) => !isTakenLate,

  'nothing is applied without an approval of its own that is still alive': ({ after, memory }) =>
    after.started.every(({ what, instance, n }) => what !== 'apply' || memory.live[instance] === n),

  'after STOP nothing begins but finding out': ({ before, after, memory }) =>
    !memory.stopped ||
    after.position.phase !== before.phase ||
    after.started.every(({ what }) => learning.includes(what)),

  'STOP stops': ({ event, before, after }) =>
    event.name !== 'STOP' || after.position.halt !== undefined || after.position.phase !== before.phase,

  'what was stopped does not succeed': ({ after, before, memory }) =>
    !memory.stopped || after.position.phase === before.phase || after.position.ending !== undefined,

  'a state has its work outstanding': ({ after: { position } }) =>
    position.lanes.every(({ lane, state, turn }) => {
      const keys = keysOf(position.wants);
      return (state ? work[state] : []).every((what) => keys.includes(`${lane}:${turn}:${what}`));
    }),

  'nothing is outstanding of an earlier turn, or of a lane that rests': ({ after: { position } }) =>
    position.wants.every(({ lane, turn }) => {
      if (lane === 'run') return turn === position.turn;
      const found = position.lanes.find((one) => one.lane === lane);
      return found?.state !== undefined && found.turn === turn && work[found.state].length > 0;
    }),

  'what is outstanding has been started': ({ event, before, after }) => {
    const outstanding = before.wants.filter((want) => !isAnswered(want, event, before));
    const gone = keysOf(after.cancelled);
    const kept = keysOf(outstanding).filter((key) => !gone.includes(key));
    return after.position.wants.every(({ key }) => kept.includes(key) || keysOf(after.started).includes(key));
  },

  'a request on its way is not given up by another event': ({ event, after }) =>
    after.cancelled.every(({ what, lane }) => !(what === 'apply' || what === 'reconcile') || lane === event.lane),

  'an outcome is unknown at the end only when it was unclear': ({ before, after }) =>
    after.position.outcomeUnknown === before.outcomeUnknown || before.lanes.some(({ state }) => state === 'unclear'),

  'only what is proven passes': ({ event, before, after }) =>
    after.ended.every(({ lane, outcome }) => {
      if (outcome !== 'passed') return true;
      const state = stateOf(before, lane);
      return !inFlight.includes(state) && (!proofs.includes(state) || event.name === 'VERIFIED');
    }),

  'what was applied stays applied': ({ before, after }) =>
    after.position.lanes.every(
      ({ lane, instance, applied }) =>
        applied || !before.lanes.some((one) => one.lane === lane && one.instance === instance && one.applied),
    ),

  'a run is over when nothing is wanted, and only then': ({ after: { position } }) =>
    isOver(position) === (position.wants.length === 0),
} as const satisfies Readonly<Record<string, (edge: Edge) => boolean>>;

/** Of the whole. */
export const overall = ['STOP applies in every state', 'an ending can be reached from every state'] as const;

export type Invariant = keyof typeof invariants | (typeof overall)[number];

export const brokenBy = (edge: Edge): readonly Invariant[] =>
  (Object.keys(invariants) as (keyof typeof invariants)[]).filter((name) => !invariants[name](edge));
