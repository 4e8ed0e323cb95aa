import type { Runbook } from '#domain/runbook.ts';
import { compile, configOf } from '#machine/compile.ts';
import { edgesOf, edgesTaken } from '#machine/edges.ts';
import type { MachineEvent } from '#machine/events.ts';
import { locate } from '#machine/locate.ts';
import type { Position } from '#machine/machine.ts';
import { start } from '#machine/move.ts';
import { eventsAt, heardIn } from '../model/events.ts';
import { brokenBy, type Edge, isOver } from '../model/invariants.ts';
import { nothing, seen } from '../model/memory.ts';
import { shapeOf } from '../model/shape.ts';
import { loaded, type Node, taken } from '../model/taken.ts';
import { answers } from './answers.ts';

/** What went wrong, each with the event with which it did; and how the run ended. */
export interface Played {
  readonly problems: readonly string[];
  readonly phase: Position['phase'];
  /** Requests that put something back. */
  readonly undone: number;
}

/** Events that do not belong here must not apply, so more than this many in a row are never needed to come to rest. */
const MOST_TO_END = 400;

/** Leads a run by dice, then stops it and answers whatever it still wants until it has ended. */
export const play = (runbook: Runbook, dice: readonly number[]): Played => {
  const game = table(runbook);
  for (const die of dice) {
    if (isOver(game.position())) break;
    if (die % SIDES === 0) game.stray(die);
    else game.roll(die);
  }
  for (let i = 0; i < MOST_TO_END && !isOver(game.position()); i += 1) game.end();
  if (!isOver(game.position())) game.problem('it cannot be brought to an end');
  return game.played();
};

const onward: readonly string[] = ['PLANNED', 'APPROVED', 'APPLIED', 'VERIFIED', 'DONE', 'CHOSEN', 'RETRY'];

const isOnward = (event: MachineEvent): boolean => {
  if (event.name === 'ENTERED') return event.count !== 0;
  if (event.name === 'LOCKED') return !event.waited;
  return onward.includes(event.name);
};

const SIDES = 128;

/** Most dice lead on, some to anything, few are for the run itself, and of these most roll back: else it would never get far. */
const isMeant = (die: number, event: MachineEvent): boolean => {
  const side = die % SIDES;
  if (event.lane === 'run') return event.name === 'ROLL_BACK' ? side <= 2 : side === 3;
  return side > 3 && (side < 16 || isOnward(event));
};

/** Beginning with another one. */
const turned = <T>(list: readonly T[], by: number): readonly T[] => {
  const from = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(from), ...list.slice(0, from)];
};

const table = (runbook: Runbook) => {
  const model = { machine: compile(runbook), shape: shapeOf(runbook) };
  const config = configOf(runbook);
  const ways = new Set(edgesOf(runbook).map((edge) => JSON.stringify(edge)));
  const problems: string[] = [];
  let events = 0;
  let undone = 0;
  let node: Node = { snapshot: start(model.machine, 0).snapshot, memory: nothing };
  let now = locate(model.machine, node.snapshot);
  const problem = (name: string, event?: MachineEvent) => {
    problems.push(event ? `${name}: ${event.name}.${event.lane} as event ${events}` : name);
  };

  // Of rolling back, more is tried here than an engine ever does: its steps have no condition.
  const judge = (edge: Edge) => {
    for (const name of brokenBy(edge)) problem(name, edge.event);
    for (const way of edgesTaken(edge.before, edge.event, edge.after))
      if (!way.step.endsWith('~undo') && !ways.has(JSON.stringify(way)))
        problem('a way on that is not listed', edge.event);
  };
  const tell = (event: MachineEvent): boolean => {
    const before = now;
    const edge = taken(model, { ...node, snapshot: loaded(node.snapshot) }, before, event);
    if (!edge) return false;
    events += 1;
    if (event.name === 'APPLIED' && event.lane.includes('~undo')) undone += 1;
    judge(edge);
    node = { snapshot: edge.after.snapshot, memory: seen(edge.memory, before, edge.after) };
    now = locate(model.machine, node.snapshot);
    return true;
  };

  const roll = (die: number) => {
    const isHeard = heardIn(config, node.snapshot);
    const found = eventsAt(now, node.memory, isHeard).filter((event) => isMeant(die, event));
    turned(found, Math.floor(die / SIDES)).some(tell);
  };
  /** To a state that does not know it. */
  const stray = (die: number) => {
    const isHeard = heardIn(config, node.snapshot);
    const [event] = turned(
      eventsAt(now, node.memory, (type) => !isHeard(type)),
      Math.floor(die / SIDES),
    );
    if (event && tell(event)) problem('an event that its state does not know applied', event);
  };
  const end = () => answers(now).some(tell);
  return { position: () => now, roll, stray, end, problem, played: () => ({ problems, phase: now.phase, undone }) };
};
