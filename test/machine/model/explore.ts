import type { Runbook } from '#domain/runbook.ts';
import { compile, configOf, type RunMachine } from '#machine/compile.ts';
import { locate } from '#machine/locate.ts';
import type { Position, Snapshot } from '#machine/machine.ts';
import { move, start } from '#machine/move.ts';
import { eventsAt, heardIn } from './events.ts';
import { brokenBy, canBeStopped, type Edge, type Invariant, isOver } from './invariants.ts';
import { keyOf } from './key.ts';
import { heard, type Memory, nothing, seen } from './memory.ts';
import { shapeOf } from './shape.ts';

export interface Explored {
  readonly states: number;
  readonly edges: number;
  /** Each broken invariant, with the first event found to break it. */
  readonly broken: Readonly<Partial<Record<Invariant, string>>>;
}

interface Options {
  readonly machine?: RunMachine;
  /** Leaves out events that no state the run is in takes. XState drops those; the small shapes try them as well. */
  readonly heardOnly?: boolean;
  readonly bounds?: Partial<Bounds>;
}

/** Beyond these nothing new happens, only more of it. */
interface Bounds {
  /** Of one instance. */
  readonly attempts: number;
  /** The lanes that may plan a second time; all, where it is absent. */
  readonly again?: readonly string[];
  /** Of one attempt. */
  readonly requests: number;
}

const usual: Bounds = { attempts: 2, requests: 2 };

/** Only a machine that counts wrongly gets further. */
const MOST_ITEMS = 2;

interface Node {
  readonly snapshot: Snapshot;
  readonly memory: Memory;
}

/** Every state that can be reached, saved and loaded, and every event in it, breadth first. */
export const explore = (runbook: Runbook, options: Options = {}): Explored => {
  const { machine = compile(runbook), heardOnly = false } = options;
  const bounds = { ...usual, ...options.bounds };
  const edgesFrom = edgesOf(runbook, machine, heardOnly);
  const map = emptyMap();
  map.reach({ snapshot: start(machine, 0).snapshot, memory: nothing });
  // A map walked through also gives what is put in meanwhile.
  for (const [key, node] of map.nodes) {
    const before = locate(machine, node.snapshot);
    const edges = edgesFrom(node, before);
    map.judge(key, before, edges);
    for (const { after, memory } of edges) {
      if (isBeyond(after.position, bounds)) continue;
      map.reach({ snapshot: after.snapshot, memory: seen(memory, before, after) }, key);
    }
  }
  return map.result();
};

/** What has been reached, from where, and what was found broken. */
const emptyMap = () => {
  const nodes = new Map<string, Node>();
  const back = new Map<string, string[]>();
  const ends: string[] = [];
  const broken: Partial<Record<Invariant, string>> = {};
  let edges = 0;
  const note = (name: Invariant, where: string) => {
    broken[name] ??= where;
  };
  const reach = (node: Node, from?: string) => {
    const key = keyOf(node.snapshot, node.memory);
    if (!nodes.has(key)) nodes.set(key, node);
    if (from === undefined) return;
    edges += 1;
    const known = back.get(key);
    if (known) known.push(from);
    else back.set(key, [from]);
  };
  const judge = (key: string, before: Position, found: readonly Edge[]) => {
    if (isOver(before)) ends.push(key);
    if (!stops(before, found)) note('STOP applies in every state', key);
    for (const edge of found) for (const name of brokenBy(edge)) note(name, `${edge.event.name} in ${key}`);
  };
  const result = (): Explored => {
    const leading = leadingTo(ends, back);
    const lost = [...nodes.keys()].find((key) => !leading.has(key));
    if (lost !== undefined) note('an ending can be reached from every state', lost);
    return { states: nodes.size, edges, broken };
  };
  return { nodes, reach, judge, result };
};

const edgesOf = (runbook: Runbook, machine: RunMachine, heardOnly: boolean) => {
  const shape = shapeOf(runbook);
  const config = configOf(runbook);
  return (node: Node, before: Position): readonly Edge[] => {
    const snapshot: Snapshot = JSON.parse(JSON.stringify(node.snapshot));
    const isHeard = heardOnly ? heardIn(config, snapshot) : () => true;
    return eventsAt(before, node.memory, isHeard).flatMap((event) => {
      const after = move(machine, snapshot, event);
      if (!after) return [];
      const edge = { event, before, after, memory: heard(node.memory, event, before, shape), shape };
      const isTaken = move(machine, snapshot, { ...event, turn: event.turn - 1 }) !== undefined;
      return [{ ...edge, isTakenLate: isTaken }];
    });
  };
};

const isBeyond = ({ lanes, wants }: Position, { attempts, again, requests }: Bounds) =>
  lanes.some(({ item }) => (item ?? 0) > MOST_ITEMS) ||
  lanes.some(({ lane, attempt }) => attempt > (again?.includes(lane) === false ? 1 : attempts)) ||
  wants.some(({ what, n }) => what === 'apply' && n >= requests);

const stops = (before: Position, edges: readonly Edge[]) =>
  !canBeStopped(before.halt) || isOver(before) || edges.some(({ event }) => event.name === 'STOP');

const leadingTo = (ends: readonly string[], back: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> => {
  const leading = new Set(ends);
  for (const key of leading) for (const from of back.get(key) ?? []) leading.add(from);
  return leading;
};
