import type { Context, Lane } from '#machine/context.ts';
import type { Snapshot } from '#machine/machine.ts';
import type { Memory } from './memory.ts';

/**
 * Two states with one key go on alike. Left out is only what no guard tells apart: turns are compared for being equal, times not at all, of a tally only whether
 * something failed, of a stop not which it was, and a lane that has ended is not looked at any more.
 */
export const keyOf = (snapshot: Snapshot, memory: Memory): string => {
  const { value, context } = snapshot as { value: unknown; context: Context };
  const lanes = Object.keys(context.lanes).sort();
  return JSON.stringify([
    value,
    kind(context.halt),
    kind(context.ending),
    context.outcomeUnknown,
    context.leftUndone,
    lanes.map((lane) => [lane, laneKey(context.lanes[lane])]),
    Object.entries(memory.live).sort(),
    [...memory.together].sort(),
    [...memory.alone].sort(),
    memory.resting,
    [...memory.changed].sort(),
  ]);
};

const apart: readonly unknown[] = [null, 'failure', 'rollback', 'chosen-success'];
const kind = (reason: string | null) => (apart.includes(reason) ? reason : 'stop');

const ends: readonly unknown[] = ['passed', 'skipped', 'failed', 'halted'];

const laneKey = (lane: Lane | undefined) => {
  if (!lane || ends.includes(lane.state)) return lane ? [lane.state, lane.item] : null;
  const { turn: _, due, tally, ...rest } = lane;
  const known = [due.within, due.timeout, due.remind].map((time) => time === undefined);
  return [Object.entries(rest).sort(), known, (tally.failed ?? 0) > 0];
};
