import { Failure } from '#domain/failure.ts';
import type { Runbook } from '#domain/runbook.ts';
import { isRemark } from '#engine/dispatch.ts';
import type { EventRow } from '#engine/rows.ts';
import { compile } from '#machine/compile.ts';
import { type Edge, edgesOf, edgesTaken } from '#machine/edges.ts';
import type { MachineEvent } from '#machine/events.ts';
import { move, start } from '#machine/move.ts';
import { canHappen } from './can-happen.ts';

/** Which of the ways that a runbook's machine can go its tests have gone. */
export interface Coverage {
  readonly runbook: string;
  readonly total: number;
  readonly missing: readonly Edge[];
}

/** @param histories of runs of this very runbook, whole and in order */
export function coverageOf(runbook: Runbook, histories: readonly (readonly EventRow[])[]): Coverage {
  const taken = new Set(histories.flatMap((history) => takenIn(runbook, history)).map(key));
  const edges = edgesOf(runbook).filter(canHappen(runbook));
  return { runbook: runbook.id, total: edges.length, missing: edges.filter((edge) => !taken.has(key(edge))) };
}

/** Of a hundred, rounded down: nothing is called whole that is not. */
export const percentOf = ({ total, missing }: Coverage): number =>
  total === 0 ? 100 : Math.floor((100 * (total - missing.length)) / total);

const key = ({ step, from, event, purpose, option, to }: Edge): string =>
  [step, from, event, purpose, option, to].join(' ');

/** Walks through what was recorded once more. */
function takenIn(runbook: Runbook, [first, ...events]: readonly EventRow[]): readonly Edge[] {
  if (!first) return [];
  const machine = compile(runbook);
  let now = start(machine, first.at);
  return events
    .filter((row) => !isRemark(row))
    .flatMap((row) => {
      const event = eventOf(row);
      const next = move(machine, now.snapshot, event);
      if (!next) throw new Failure('bug', 'not-replayed', `Event ${row.seq} of run ${row.run} does not apply.`);
      const edges = edgesTaken(now.position, event, next);
      now = next;
      return edges;
    });
}

/** What the engine records beside the machine's own members, the machine does not read. */
const eventOf = ({ facts, name, lane, turn, at }: EventRow): MachineEvent =>
  ({ ...facts, name, lane, turn, at }) as unknown as MachineEvent;
