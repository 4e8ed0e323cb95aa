import { type Context, laneOf, RUN, standingOf } from './context.ts';
import type { RunMachine } from './kit.ts';
import type { LaneAt, LoopAt, Position, Snapshot } from './machine.ts';
import { type Loaded, load } from './saved.ts';
import { wantsOf } from './wanted.ts';

/** Reads the position off a snapshot and changes nothing. */
export const locate = (machine: RunMachine, snapshot: Snapshot): Position =>
  positionOf(machine, load(machine, snapshot));

export const positionOf = ({ lanes }: RunMachine, loaded: Loaded): Position => {
  const { context } = loaded;
  return {
    phase: context.phase,
    turn: laneOf(context, RUN).turn,
    ...(context.halt ? { halt: context.halt } : {}),
    ...(context.ending ? { ending: context.ending } : {}),
    outcomeUnknown: context.outcomeUnknown,
    lanes: lanes.map((name) => laneAt(context, name)),
    loops: lanes.flatMap((name) => loopAt(context, name)),
    wants: wantsOf(loaded),
  };
};

const laneAt = (context: Context, name: string): LaneAt => {
  const lane = laneOf(context, name);
  return {
    ...standingOf(name, lane),
    ...(lane.state ? { state: lane.state } : {}),
    applied: lane.applied,
    slow: lane.slow,
  };
};

const loopAt = (context: Context, name: string): readonly LoopAt[] => {
  const { count, tally } = laneOf(context, name);
  if (count === undefined) return [];
  return [{ step: name, count, passed: tally.passed ?? 0, failed: tally.failed ?? 0, skipped: tally.skipped ?? 0 }];
};
