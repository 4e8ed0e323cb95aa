import { isObject, type Json } from '#domain/json.ts';
import { suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { below } from '../yaml/pointer.ts';

/** Keys of stepward.yml and of runbooks under which group names stand in a list. */
const naming = new Set(['first', 'then', 'assign']);

/** Every group that is named in stepward.yml stands under its `groups`. */
export function checkGroups(config: Json): readonly Problem[] {
  if (!isObject(config) || !isObject(config['environments'])) return [];
  const known = isObject(config['groups']) ? Object.keys(config['groups']) : [];
  return checkGroupNames(config['environments'], '/environments', known);
}

/** Every group that is named anywhere in this value is known. */
export function checkGroupNames(value: unknown, at: string, known: readonly string[]): readonly Problem[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => checkGroupNames(item, below(at, i), known));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    Array.isArray(member) && (key === 'groups' || naming.has(key))
      ? member.flatMap((name, i) => unknownGroup(name, below(below(at, key), i), known))
      : checkGroupNames(member, below(at, key), known),
  );
}

function unknownGroup(name: unknown, at: string, known: readonly string[]): readonly Problem[] {
  if (typeof name !== 'string' || known.includes(name)) return [];
  return [
    { rule: 'unknown-group', at, message: `there is no group "${name}" in stepward.yml`, ...suggest(name, known) },
  ];
}
