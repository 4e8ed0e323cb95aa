import { dump, load } from 'js-yaml';
import { corpus } from './corpus.ts';
import { hostileValue, hostileWord } from './hostile.ts';
import type { Random } from './random.ts';

type Parent = Record<string, unknown> | unknown[];

/** A place in a tree: a member of a mapping or a list. */
interface Slot {
  readonly parent: Parent;
  readonly key: string | number;
}

/** The texts of the repo that are YAML, as trees written in JSON. */
const trees: readonly string[] = corpus.flatMap((text) => {
  try {
    const tree: unknown = load(text, { maxAliases: 0 });
    return typeof tree === 'object' && tree !== null ? [JSON.stringify(tree)] : [];
  } catch (error) {
    if (error instanceof Error && error.name === 'YAMLException') return [];
    throw error;
  }
});

export const someTree = ({ pick }: Random): Parent => JSON.parse(pick(trees) ?? '{}') as Parent;

/** A runbook, a configuration or tests of the repo as a tree in which nodes are lost, doubled, swapped or of another type. */
export function mutateTree(random: Random): string {
  const tree = someTree(random);
  for (let change = random.below(5); change >= 0; change--) {
    const [one, other] = [random.pick(slotsOf(tree)), random.pick(slotsOf(tree))];
    if (one && other) random.pick(changes)(one, other, random);
  }
  return asText(tree, random);
}

/** JSON is YAML too, and the only way to write half a character. */
export function asText(tree: unknown, { below }: Random): string {
  return below(3) === 0
    ? JSON.stringify(tree, null, below(3))
    : dump(tree, { noRefs: true, lineWidth: 20 + below(100) });
}

export function slotsOf(tree: unknown): readonly Slot[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const keys: readonly (string | number)[] = Array.isArray(tree) ? [...tree.keys()] : Object.keys(tree);
  const parent = tree as Parent;
  return keys.flatMap((key) => [{ parent, key }, ...slotsOf(valueAt({ parent, key }))]);
}

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

export const valueAt = ({ parent, key }: Slot): unknown => (parent as Record<string, unknown>)[key];

export function put({ parent, key }: Slot, value: unknown): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else Object.defineProperty(parent, key, { value, enumerable: true, writable: true, configurable: true });
}

function remove({ parent, key }: Slot): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

type Change = (one: Slot, other: Slot, random: Random) => void;

const changes: readonly [Change, ...Change[]] = [
  (one) => remove(one),
  (one, _, random) => put(one, hostileValue(random)),
  (one, other) => put(one, copy(valueAt(other))),
  ({ parent, key }, other) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 0, copy(valueAt(other)));
    else put({ parent, key: String(other.key) }, copy(valueAt(other)));
  },
  (one, other) => {
    const value = copy(valueAt(one));
    put(one, copy(valueAt(other)));
    put(other, value);
  },
  (one, _, random) =>
    put(
      one,
      random.pick([[copy(valueAt(one))], { [hostileWord(random)]: copy(valueAt(one)) }, JSON.stringify(valueAt(one))]),
    ),
  ({ parent, key }, _, random) => {
    const value = copy(valueAt({ parent, key }));
    remove({ parent, key });
    put({ parent, key: Array.isArray(parent) ? key : hostileWord(random) }, value);
  },
  (one, _, random) => {
    const value = valueAt(one);
    if (typeof value !== 'string') return;
    const at = random.below(value.length + 1);
    put(one, value.slice(0, at) + hostileWord(random) + value.slice(at));
  },
];
