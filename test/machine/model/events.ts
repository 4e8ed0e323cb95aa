import type { MachineEvent, Payload, Purpose } from '#machine/events.ts';
import type { Position, Snapshot } from '#machine/machine.ts';
import { type Memory, toUndo } from './memory.ts';

const purposes: readonly Purpose[] = ['within', 'timeout', 'settle', 'hold', 'wait', 'remind'];

const bare = [
  'SKIPPED',
  'NOTHING_TO_DO',
  'REFUSED',
  'FAILED',
  'APPROVED',
  'REJECTED',
  'DRIFTED',
  'LAPSED',
  'NOT_APPLIED',
  'UNKNOWN',
  'BY_OTHER',
  'SLOW',
  'SLIPPED',
  'SUPERSEDED',
  'DONE',
  'RETRY',
  'LOOK_AGAIN',
  'SAY_NOT_APPLIED',
  'SKIP',
  'STOP',
  'ROLL_BACK',
] as const;

/** Every event with every payload that a guard tells apart (no times: it stands still); a repeated step has no items, one, or one for each lane. */
const payloads: readonly Payload[] = [
  ...bare.map((name) => ({ name })),
  { name: 'ENTERED' },
  ...[0, 1, 2].map((count) => ({ name: 'ENTERED', count }) as const),
  { name: 'PLANNED', until: 1 },
  ...[true, false].flatMap((waited) => [true, false].map((covered) => ({ name: 'LOCKED', waited, covered }) as const)),
  ...[true, false].map((last) => ({ name: 'APPLIED', last }) as const),
  ...[true, false].map((last) => ({ name: 'SAY_APPLIED', last }) as const),
  { name: 'VERIFIED', until: 1 },
  ...['one', 'two', 'leave', 'abort', 'none'].map((option) => ({ name: 'CHOSEN', option }) as const),
  ...purposes.map((purpose) => ({ name: 'TIMED_OUT', purpose }) as const),
];

/** For every lane and the run itself. What is to be undone is counted by what has been applied. */
export const eventsAt = (
  { turn, lanes }: Position,
  memory: Memory,
  isHeard: (type: string) => boolean,
): readonly MachineEvent[] =>
  [{ lane: 'run', turn }, ...lanes].flatMap((at) =>
    payloads
      .filter((payload) => isHeard(`${payload.name}.${at.lane}`) && isTrue(payload, at.lane, memory))
      .map((payload) => ({ ...payload, lane: at.lane, turn: at.turn, at: 0 })),
  );

const isTrue = (payload: Payload, lane: string, memory: Memory) => {
  const counts = payload.name === 'ENTERED' && payload.count !== undefined && lane.endsWith('~undo');
  return !counts || payload.count === toUndo(memory, lane);
};

interface Heard {
  readonly on?: object | undefined;
  readonly states?: Readonly<Record<string, Heard>> | undefined;
}
type Value = string | { readonly [state: string]: Value };

/** Which types of event the states have a transition for that the run is in. */
export const heardIn = (config: Heard, snapshot: Snapshot): ((type: string) => boolean) => {
  const types = new Set(typesIn(config, (snapshot as { readonly value: Value }).value));
  return (type) => types.has(type);
};

const typesIn = (node: Heard | undefined, value: Value | undefined): readonly string[] => {
  const inside = typeof value === 'string' ? { [value]: undefined } : (value ?? {});
  const deeper = Object.entries(inside).flatMap(([state, rest]) => typesIn(node?.states?.[state], rest));
  return [...Object.keys(node?.on ?? {}), ...deeper];
};
