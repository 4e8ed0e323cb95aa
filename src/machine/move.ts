import { initialTransition, transition } from 'xstate';
import type { MachineEvent } from './events.ts';
import type { RunMachine } from './kit.ts';
import { positionOf } from './locate.ts';
import type { Moved, Snapshot } from './machine.ts';
import { type Loaded, loadAt, save } from './saved.ts';
import { wantsOf } from './wanted.ts';
import type { Want } from './wants.ts';

/** Into the first step; `at` in epoch milliseconds. */
export const start = (machine: RunMachine, at: number): Moved => {
  const [first] = initialTransition(machine.logic, { at });
  return moved(machine, [], first);
};

/** One event further. `undefined`: the event does not apply here, or not any more, and nothing changes. */
export const move = (machine: RunMachine, snapshot: Snapshot, event: MachineEvent): Moved | undefined => {
  const before = loadAt(machine, snapshot, event.at);
  const named = { ...event, type: `${event.name}.${event.lane}` };
  if (!before.can(named)) return undefined;
  const [after] = transition(machine.logic, before, named);
  return moved(machine, wantsOf(before), after);
};

const moved = (machine: RunMachine, before: readonly Want[], after: Loaded): Moved => {
  const position = positionOf(machine, after);
  return {
    snapshot: save(after),
    position,
    started: missing(position.wants, before),
    cancelled: missing(before, position.wants),
    ended: after.context.ended,
  };
};

/** Those of `wants` that are not in `others`. */
const missing = (wants: readonly Want[], others: readonly Want[]): readonly Want[] => {
  const keys = new Set(others.map(({ key }) => key));
  return wants.filter(({ key }) => !keys.has(key));
};
