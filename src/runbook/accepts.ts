import type { Json } from '#domain/json.ts';
import type { Input, InputType } from '#domain/runbook.ts';
import { matches } from './pattern.ts';

/** Why an input does not accept a value, as the end of a sentence that begins with its title; nothing if it does. */
export function refusal(input: Input, value: Json): string | undefined {
  if (!hasType(input.type, value)) return `is ${kinds[input.type]}`;
  const items = Array.isArray(value) ? value : undefined;
  const kind = input.items ?? 'string';
  if (items?.some((item) => !hasType(kind, item))) return `is a list of ${plurals[kind]}`;
  if (input.enum && !(items ?? [value]).every((one) => input.enum?.includes(one)))
    return `is ${items ? 'a list out of' : 'one of'} ${input.enum.map(say).join(', ')}`;
  return outOfLimits(input, value);
}

const say = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

const kinds: Readonly<Record<InputType, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
};

const plurals: Readonly<Record<InputType, string>> = {
  string: 'texts',
  integer: 'whole numbers',
  number: 'numbers',
  boolean: 'true or false',
  array: 'lists',
};

function hasType(type: InputType, value: Json): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  return typeof value === type;
}

function outOfLimits(input: Input, value: Json): string | undefined {
  if (typeof value === 'number') return outside(value, input.min, input.max, '');
  if (Array.isArray(value)) return outside(value.length, input.minItems, input.maxItems, ' entries');
  if (typeof value !== 'string') return undefined;
  const mismatch = input.pattern === undefined ? undefined : mismatchWith(input.pattern, value);
  if (mismatch !== undefined) return mismatch;
  return outside(value.length, input.minLength, input.maxLength, ' characters');
}

function mismatchWith(pattern: string, value: string): string | undefined {
  const isMatch = matches(pattern, value);
  if (isMatch === 'endless') return `takes too long to compare with ${pattern}`;
  return isMatch ? undefined : `has to match ${pattern}`;
}

function outside(size: number, least: number | undefined, most: number | undefined, unit: string): string | undefined {
  if (least !== undefined && size < least) return unit ? `has at least ${least}${unit}` : `is at least ${least}`;
  if (most !== undefined && size > most) return unit ? `has at most ${most}${unit}` : `is at most ${most}`;
  return undefined;
}
