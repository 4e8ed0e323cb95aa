import { Failure } from '#domain/failure.ts';
import { isObject, type Json } from '#domain/json.ts';

/** JSON → what CEL computes with: whole numbers become BigInt, in a list only if all its numbers are whole. */
export function toCel(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return Array.from(value, value.some(isFraction) ? keepNumbers : toCel);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toCel(member)]));
}

const isFraction = (value: unknown): boolean => typeof value === 'number' && !Number.isInteger(value);
const keepNumbers = (value: unknown): unknown => (typeof value === 'number' ? value : toCel(value));

/** What CEL computed → JSON. Moments become ISO 8601 texts; anything else that JSON has no word for is an error. */
export function fromCel(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint' || typeof value === 'number') return fromNumber(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(fromCel);
  if (isObject(value) && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fromCel(member)]));
  throw new Failure('user', 'expression-failed', 'the result is no text, number, list or mapping');
}

function fromNumber(value: bigint | number): number {
  const number = Number(value);
  if (!Number.isFinite(number) || (typeof value === 'bigint' && !Number.isSafeInteger(number)))
    throw new Failure('user', 'expression-failed', `the result ${value} is no number that can be kept`);
  return number;
}
