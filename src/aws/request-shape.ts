import { isObject, type Json } from '#domain/json.ts';

/**
 * How the SDK describes what a call takes. A number is a simple type, a function gives the schema when it is called, an array with names is a structure, list or
 * map, and any other array is a schema with traits. https://github.com/smithy-lang/smithy-typescript/blob/main/packages/types/src/schema/static-schemas.ts
 */
type Schema = number | (() => Schema) | readonly unknown[];

const kinds = { list: 1, map: 2, structure: 3, union: 4 };
/** Added to the number of what they hold. */
const listOf = 64;
const mapOf = 128;
/** Times and bytes have no form in JSON that the SDK would take. */
const unwritable: Readonly<Record<number, string>> = {
  4: 'a time',
  5: 'a time',
  6: 'a time',
  7: 'a time',
  21: 'bytes',
  42: 'bytes',
};

function resolved(schema: unknown): Schema {
  if (typeof schema === 'function') return resolved(schema());
  if (Array.isArray(schema) && typeof schema[1] !== 'string') return resolved(schema[0]);
  return schema as Schema;
}

const at = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function misfitOfMembers(schema: readonly unknown[], value: Json, path: string): string | undefined {
  if (!isObject(value)) return `"${path}" must be a mapping`;
  const names = schema[4] as readonly string[];
  const members = schema[5] as readonly unknown[];
  const required = typeof schema[6] === 'number' ? names.slice(0, schema[6]) : [];
  const missing = required.find((name) => !(name in value));
  if (missing !== undefined) return `"${at(path, missing)}" is missing`;
  for (const [name, member] of Object.entries(value)) {
    const index = names.indexOf(name);
    if (index < 0) return `"${at(path, name)}" is not one of ${[...names].sort().join(', ')}`;
    const found = misfit(members[index], member as Json, at(path, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function misfitOfItems(item: unknown, value: Json, path: string): string | undefined {
  if (!Array.isArray(value)) return `"${path}" must be a list`;
  return value.map((one: Json, index) => misfit(item, one, at(path, `${index}`))).find((found) => found !== undefined);
}

function misfitOfValues(item: unknown, value: Json, path: string): string | undefined {
  if (!isObject(value)) return `"${path}" must be a mapping`;
  const found = Object.entries(value).map(([key, one]) => misfit(item, one as Json, at(path, key)));
  return found.find((each) => each !== undefined);
}

function misfitOfSimple(type: number, value: Json, path: string): string | undefined {
  if (type >= mapOf) return misfitOfValues(type - mapOf, value, path);
  if (type >= listOf) return misfitOfItems(type - listOf, value, path);
  const what = unwritable[type];
  if (what !== undefined) return `"${path}" is ${what}, which cannot be written in a runbook`;
  return isObject(value) ? `"${path}" must not be a mapping` : undefined;
}

/**
 * The first thing in a request that the SDK would drop without a word, or that it lacks; one clause. Types of texts and numbers are left to AWS.
 * @param path where `value` is in the request; empty at the top
 */
export function misfit(schema: unknown, value: Json, path = ''): string | undefined {
  const shape = resolved(schema);
  if (typeof shape === 'number') return misfitOfSimple(shape, value, path);
  if (!Array.isArray(shape)) return undefined;
  if (shape[0] === kinds.structure || shape[0] === kinds.union) return misfitOfMembers(shape, value, path);
  if (shape[0] === kinds.list) return misfitOfItems(shape[4], value, path);
  if (shape[0] === kinds.map) return misfitOfValues(shape[5], value, path);
  return misfitOfSimple(Number(shape[4]), value, path);
}
