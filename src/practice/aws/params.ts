import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import { refusal } from './refusal.ts';

/** Reads one member of a request; the wrong type is refused as AWS refuses it, an absent one is `undefined`. */
export const text = (params: JsonObject, key: string): string | undefined => member(params, key, isText, 'a string');
export const number = (params: JsonObject, key: string): number | undefined =>
  member(params, key, isNumber, 'a number');
export const flag = (params: JsonObject, key: string): boolean | undefined => member(params, key, isFlag, 'a boolean');
export const object = (params: JsonObject, key: string): JsonObject | undefined =>
  member(params, key, isJsonObject, 'a structure');
export const texts = (params: JsonObject, key: string): readonly string[] | undefined =>
  member(params, key, (value): value is readonly string[] => Array.isArray(value) && value.every(isText), 'strings');
export const objects = (params: JsonObject, key: string): readonly JsonObject[] | undefined =>
  member(
    params,
    key,
    (value): value is readonly JsonObject[] => Array.isArray(value) && value.every(isObject),
    'structures',
  );

export function needed<T>(
  read: (params: JsonObject, key: string) => T | undefined,
  params: JsonObject,
  key: string,
): T {
  const value = read(params, key);
  if (value === undefined) throw refusal('InvalidParameterException', `${key} is required.`);
  return value;
}

function member<T>(params: JsonObject, key: string, is: (value: unknown) => value is T, what: string): T | undefined {
  const value = params[key];
  if (value === undefined || value === null) return undefined;
  if (is(value)) return value;
  throw refusal('SerializationException', `${key} must be ${what}.`);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isJsonObject = (value: unknown): value is JsonObject => isObject(value);

/** Throws for the first member that is not in `known`; `where` says which structure it is in. */
export function refuseUnknown(params: Readonly<Record<string, Json>>, known: readonly string[], where: string): void {
  const unknown = Object.keys(params).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw refusal('PracticeUnsupported', `The practice AWS does not know the member "${unknown}" of ${where}.`);
}
