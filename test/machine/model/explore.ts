import type { Runbook } from '#domain/runbook.ts';
import { compile, configOf, type RunMachine } from '#machine/compile.ts';
import { edgesTaken } from '#machine/edges.ts';
import { locate } from '#machine/locate.ts';
import type { Position } from '#machine/machine.ts';
import { start } from '#machine/move.ts';
import { eventsAt, heardIn } from './events.ts';
import { brokenBy, canBeStopped, type Edge, type Invariant, isOver } from './invariants.ts';
import { keyOf } from './key.ts';
import { nothing, seen } from './memory.ts';
import { shapeOf } from './shape.ts';
import { loaded, type Node, taken } from './taken.ts';

export interface Explored {
  readonly states: number;
  readonly edges: number;
  /** The ways on that were taken, as JSON. */
  readonly ways: ReadonlySet<string>;
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

/** Every state that can be reached, saved and loaded, and every event in it, breadth first. */
export const explore = (runbook: Runbook, options: Options = {}): Explored => {
  const { machine = compile(runbook), heardOnly = false } = options;
  const bounds = { ...usual, ...options.bounds };
  const edgesAt = edgesFrom(runbook, machine, heardOnly);
  const map = emptyMap();
  map.reach({ snapshot: start(machine, 0).snapshot, memory: nothing });
  // A map walked through also gives what is put in meanwhile.
  for (const [key, node] of map.nodes) {
    const before = locate(machine, node.snapshot);
    const edges = edgesAt(node, before);
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
  const ways = new Set<string>();
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
  const judgeEdge = (key: string, edge: Edge) => {
    for (const way of edgesTaken(edge.before, edge.event, edge.after)) ways.add(JSON.stringify(way));
    for (const name of brokenBy(edge)) note(name, `${edge.event.name} in ${key}`);
  };
  const judge = (key: string, before: Position, found: readonly Edge[]) => {
    if (isOver(before)) ends.push(key);
    if (!stops(before, found)) note('STOP applies in every state', key);
    for (const edge of found) judgeEdge(key, edge);
  };
  const result = (): Explored => {
    const leading = leadingTo(ends, back);
    const lost = [...nodes.keys()].find((key) => !leading.has(key));
    if (lost !== undefined) note('an ending can be reached from every state', lost);
    return { states: nodes.size, edges, ways, broken };
  };
  return { nodes, reach, judge, result };
};

const edgesFrom = (runbook: Runbook, machine: RunMachine, heardOnly: boolean) => {
  const model = { machine, shape: shapeOf(runbook) };
  const config = configOf(runbook);
  return ({ snapshot, memory }: Node, before: Position): readonly Edge[] => {
    const node = { snapshot: loaded(snapshot), memory };
    const isHeard = heardOnly ? heardIn(config, node.snapshot) : () => true;
    return eventsAt(before, memory, isHeard).flatMap((event) => taken(model, node, before, event) ?? []);
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
