import type { RunMachine } from '#machine/compile.ts';
import type { MachineEvent } from '#machine/events.ts';
import type { Position, Snapshot } from '#machine/machine.ts';
import { move } from '#machine/move.ts';
import type { Edge } from './invariants.ts';
import { heard, type Memory } from './memory.ts';
import type { Shape } from './shape.ts';

/** A run as it is saved, and what an onlooker remembers of it. */
export interface Node {
  readonly snapshot: Snapshot;
  readonly memory: Memory;
}

export interface Model {
  readonly machine: RunMachine;
  readonly shape: Shape;
}

/** What an event makes of a run that has just been loaded; `undefined`: it does not apply. */
export const taken = (
  { machine, shape }: Model,
  { snapshot, memory }: Node,
  before: Position,
  event: MachineEvent,
): Edge | undefined => {
  const after = move(machine, snapshot, event);
  if (!after) return undefined;
  const isTakenLate = move(machine, snapshot, { ...event, turn: event.turn - 1 }) !== undefined;
  return { event, isTakenLate, before, after, memory: heard(memory, event, before, shape), shape };
};

export const loaded = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot));
