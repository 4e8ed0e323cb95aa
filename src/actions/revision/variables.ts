import type { Json, JsonObject } from '#domain/json.ts';
import { objectsOf } from './content.ts';

type Wanted = Readonly<Record<string, string | null>> | undefined;

/** ECS takes a name once: a variable that is set is no secret any more, and the other way round. */
function without(list: Json | undefined, names: readonly string[]): readonly JsonObject[] {
  return objectsOf(list).filter(({ name }) => !names.includes(String(name)));
}

/** In the place that it had; a new one at the end. */
function merged(list: Json | undefined, wanted: Readonly<Record<string, string | null>>, member: string): Json {
  const before = objectsOf(list);
  const kept = before.flatMap((item) => {
    const value = wanted[String(item['name'])];
    if (value === null) return [];
    return [value === undefined ? item : { name: String(item['name']), [member]: value }];
  });
  const known = new Set(before.map(({ name }) => String(name)));
  const added = Object.entries(wanted).flatMap(([name, value]) =>
    value === null || known.has(name) ? [] : [{ name, [member]: value }],
  );
  return [...kept, ...added];
}

/** Replaces one list, and takes what is set there out of the other; a list that was not there and stays empty is left out. */
function set(
  container: JsonObject,
  wanted: Wanted,
  [list, member, other]: readonly [string, string, string],
): JsonObject {
  if (wanted === undefined) return container;
  const names = Object.keys(wanted).filter((name) => wanted[name] !== null);
  const next = { ...container, [list]: merged(container[list], wanted, member) };
  return container[other] === undefined ? next : { ...next, [other]: without(container[other], names) };
}

export const setEnvironment = (container: JsonObject, wanted: Wanted): JsonObject =>
  set(container, wanted, ['environment', 'value', 'secrets']);

export const setSecrets = (container: JsonObject, wanted: Wanted): JsonObject =>
  set(container, wanted, ['secrets', 'valueFrom', 'environment']);
