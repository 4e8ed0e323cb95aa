import type { MachineEvent } from '#machine/events.ts';
import type { HaltReason, Moved, Position, StateName } from '#machine/machine.ts';
import type { Want, What } from '#machine/wants.ts';
import { type Memory, toUndo } from './memory.ts';
import type { Shape } from './shape.ts';

/** One event that applied. */
export interface Edge {
  readonly event: MachineEvent;
  /** The same event would apply with the turn before. */
  readonly isTakenLate: boolean;
  readonly before: Position;
  readonly after: Moved;
  /** With what the event says, without what came of it. */
  readonly memory: Memory;
  readonly shape: Shape;
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
const applications: readonly string[] = ['APPLIED', 'SAY_APPLIED'];
const inFlight: readonly (StateName | undefined)[] = ['applying', 'reconciling', 'unclear'];

const phases: readonly string[] = ['running', 'rolling-back', 'finishing'];
const good: readonly string[] = ['succeeded', 'rolled-back'];
const yielding: readonly unknown[] = [undefined, 'rollback', 'chosen-success'];

export const isOver = ({ phase }: Position) => !phases.includes(phase);
export const canBeStopped = (reason: HaltReason | undefined) => yielding.includes(reason);
const isUndo = (step: string) => step.endsWith('~undo');
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

  'once it comes to rest nothing begins but finding out': ({ before, after, memory }) =>
    !(memory.resting || before.halt !== undefined) ||
    after.position.phase !== before.phase ||
    after.started.every(({ what }) => learning.includes(what)),

  'STOP stops': ({ event, after: { position } }) =>
    event.name !== 'STOP' || !canBeStopped(position.halt) || !canBeStopped(position.ending),

  'what was to come to rest says why it ended': ({ after, before, memory }) =>
    !memory.resting || after.position.phase === before.phase || after.position.ending !== undefined,

  'a stop is not taken back': ({ before, after: { position } }) => {
    const stop = canBeStopped(before.ending) ? before.halt : before.ending;
    return (
      canBeStopped(stop) || position.ending === stop || (position.halt === stop && position.ending === before.ending)
    );
  },

  'what was stopped, or is not all known, neither succeeds nor is rolled back': ({ after: { position } }) =>
    !good.includes(position.phase) || (canBeStopped(position.ending) && !position.outcomeUnknown),

  'a run is rolled back exactly if that is why it ended': ({ after: { position } }) =>
    !good.includes(position.phase) || (position.phase === 'rolled-back') === (position.ending === 'rollback'),

  'only what is rolled back is undone': ({ after: { position, started } }) =>
    position.phase === 'rolling-back' || !started.some(({ step }) => isUndo(step)),

  'nothing is undone that was never applied': ({ after, memory }) =>
    after.started.every(({ step, item }) => !isUndo(step) || item === undefined || item < toUndo(memory, step)),

  'rolling back begins with every outcome known': ({ before, after: { position } }) =>
    position.phase !== 'rolling-back' ||
    before.phase === 'rolling-back' ||
    (!position.outcomeUnknown && position.lanes.every(({ state }) => !inFlight.includes(state))),

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

  'an instance ends once': ({ after, memory }) => after.ended.every(({ instance }) => !memory.over.includes(instance)),

  'a reminder restarts nothing': ({ event, after }) =>
    event.name !== 'TIMED_OUT' || event.purpose !== 'remind' || after.started.length === 0,

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

  'only what is proven passes': ({ event, before, after, shape }) =>
    after.ended.every(({ lane, step, outcome }) => {
      if (outcome !== 'passed') return true;
      const state = stateOf(before, lane);
      if (lane === event.lane && shape.unproven.includes(step) && applications.includes(event.name))
        return inFlight.includes(state);
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
