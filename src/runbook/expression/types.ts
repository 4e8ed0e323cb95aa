import type { Environment } from '@marcbachmann/cel-js';
import { isObject, type JsonObject } from '#domain/json.ts';
import { keptFor } from '../kept.ts';
import { celEnvironment } from './cel.ts';

const moment = 'google.protobuf.Timestamp';

const scalars: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'int',
  number: 'double',
  boolean: 'bool',
  null: 'null',
};

/** Variables and their types, against which expressions are checked. */
export interface Declared {
  readonly cel: Environment;
  /** Names of the object types, by what they hold: many steps are of one type. */
  readonly objects: ReadonlyMap<string, string>;
}

const nothing: Declared = { cel: celEnvironment({ unlistedVariablesAreDyn: false }), objects: new Map() };

/** By what was declared before, and what then: a file that is looked at again, and steps that are alike, declare the same. */
const further = keptFor<Declared, Declared>(64);

/** The same with more variables, each described by a JSON Schema. */
export const declareVariables = (
  variables: Readonly<Record<string, JsonObject>>,
  before: Declared = nothing,
): Declared => further(before, JSON.stringify(variables), () => declare(variables, before));

function declare(variables: Readonly<Record<string, JsonObject>>, before: Declared): Declared {
  const cel = before.cel.clone();
  const objects = new Map(before.objects);
  for (const [name, schema] of Object.entries(variables)) cel.registerVariable(name, celType(schema));
  return { cel, objects };

  /** CEL's name for what a schema describes. Objects with known members become types of their own. */
  function celType(schema: JsonObject): string {
    const scalar = scalars[String(schema['type'] ?? enumType(schema))];
    if (scalar !== undefined) return scalar;
    if (schema['type'] === 'array')
      return `list<${isObject(schema['items']) ? celType(schema['items'] as JsonObject) : 'dyn'}>`;
    return schema['type'] === 'object' ? objectType(membersOf(schema)) : 'dyn';
  }

  function objectType(members: Readonly<Record<string, JsonObject>>): string {
    const fields = Object.fromEntries(Object.entries(members).map(([key, member]) => [key, celType(member)]));
    const content = JSON.stringify(fields);
    const known = content === '{}' ? 'map<string, dyn>' : objects.get(content);
    if (known !== undefined) return known;
    const name = `$${objects.size}`;
    cel.registerType(name, { schema: fields });
    objects.set(content, name);
    return name;
  }
}

export const membersOf = (schema: JsonObject): Readonly<Record<string, JsonObject>> =>
  isObject(schema['properties']) ? (schema['properties'] as Readonly<Record<string, JsonObject>>) : {};

/** JSON Schema's type of an `enum` that does not say it. */
const enumType = ({ enum: values }: JsonObject): string | undefined =>
  Array.isArray(values) && values.every((value) => typeof value === 'string') ? 'string' : undefined;

/** Whether a value of this CEL type can be what the schema asks for. */
export function fits(type: string, schema: JsonObject): boolean {
  const branches = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(branches)) return branches.some((branch) => fits(type, branch as JsonObject));
  const expected = [schema['type'] ?? enumType(schema) ?? []].flat().map(String);
  if (type === 'dyn' || expected.length === 0) return true;
  const items = /^list(?:<(.*)>)?$/.exec(type);
  if (items)
    return (
      expected.includes('array') && (!isObject(schema['items']) || fits(inner(items[1]), schema['items'] as JsonObject))
    );
  return expected.some((one) => scalars[one] === type || alike.get(one)?.(type));
}

/** What else becomes a value of JSON Schema's type: moments are written as texts. */
const alike: ReadonlyMap<string, (type: string) => boolean> = new Map([
  ['number', (type: string) => type === 'int'],
  ['string', (type: string) => type === moment],
  ['object', (type: string) => isMapping(type)],
]);

/** An empty list's items are of any type, which CEL calls by a placeholder. */
const inner = (type: string | undefined): string => (type === undefined || /^[A-Z]$/.test(type) ? 'dyn' : type);

const isMapping = (type: string): boolean => type.startsWith('map') || type.startsWith('$');

const words: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  double: 'a number',
  bool: 'true or false',
  null: 'nothing',
  dyn: 'anything',
  [moment]: 'a moment',
};

/** CEL's name of a type, as it stands in a sentence. */
export function sayType(type: string): string {
  const items = /^list(?:<(.*)>)?$/.exec(type)?.[1];
  if (items !== undefined && words[items]) return `a list (each ${words[items]})`;
  if (type.startsWith('list')) return 'a list';
  return words[type] ?? (isMapping(type) ? 'a mapping' : type);
}
