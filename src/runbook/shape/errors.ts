import type { ErrorObject } from 'ajv';
import type { Json, JsonObject } from '#domain/json.ts';
import { nearest, suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { below } from '../yaml/pointer.ts';
import { sayExpected, saySize, saySubject, sayValue } from './say.ts';
import type { Shape } from './shape.ts';

/** A problem with what is needed to see that two of them are one mistake. */
export interface ShapeProblem extends Problem {
  /** The key that was probably meant. */
  readonly meant?: string | undefined;
  /** The key that is missing. */
  readonly missing?: string;
  /** Nothing stands there. */
  readonly isEmpty?: boolean;
  /** A list is expected. */
  readonly wantsList?: boolean;
}

/** One of Ajv's errors, in the author's words. `root` is where the validated value stands. */
export function problemOf(error: ErrorObject, root: string, elsewhere: Shape['elsewhere']): readonly ShapeProblem[] {
  const at = `${root}${error.instancePath}`;
  switch (error.keyword) {
    case 'additionalProperties':
      return [unknownKey(error, at, elsewhere)];
    case 'required':
      return [missingKey(error, at)];
    case 'enum':
    case 'const':
      return [notOneOf(error, at)];
    // These only repeat what other errors say more closely.
    case 'propertyNames':
    case 'if':
      return [];
    default:
      return [error.propertyName === undefined ? wrongValue(error, at) : wrongName(error, at, error.propertyName)];
  }
}

const schemaOf = ({ parentSchema }: ErrorObject): JsonObject => (parentSchema ?? {}) as JsonObject;
const membersOf = (error: ErrorObject): Readonly<Record<string, JsonObject>> =>
  (schemaOf(error)['properties'] ?? {}) as Readonly<Record<string, JsonObject>>;
const titleOf = (error: ErrorObject, at: string): string => String(schemaOf(error)['title'] ?? saySubject(at));

function unknownKey(error: ErrorObject, at: string, elsewhere: Shape['elsewhere']): ShapeProblem {
  const key = String(error.params['additionalProperty']);
  const place = { at: below(at, key), on: 'key' } as const;
  const where = Object.hasOwn(elsewhere, key) ? elsewhere[key] : undefined;
  if (where !== undefined) return { rule: 'key-elsewhere', ...place, message: `\`${key}\` ${where}` };
  const known = Object.keys(membersOf(error));
  const message = `${titleOf(error, at)} has no key "${key}"`;
  const isEmpty = (error.data as JsonObject)[key] === null;
  return { rule: 'unknown-key', ...place, message, ...suggest(key, known), meant: nearest(key, known), isEmpty };
}

function missingKey(error: ErrorObject, at: string): ShapeProblem {
  const missing = String(error.params['missingProperty']);
  const expected = sayExpected(membersOf(error)[missing]);
  return { rule: 'missing-key', at, message: `${titleOf(error, at)} needs \`${missing}\` (${expected})`, missing };
}

const wrongName = (error: ErrorObject, at: string, name: string): ShapeProblem => ({
  rule: 'wrong-name',
  at: below(at, name),
  on: 'key',
  message: `"${name}" is not ${schemaOf(error)['title'] ?? 'a name that fits here'}`,
});

function notOneOf(error: ErrorObject, at: string): ShapeProblem {
  const { params, data } = error;
  const subject = saySubject(at);
  const allowed: readonly unknown[] = params['allowedValues'] ?? [params['allowedValue']];
  const near = typeof data === 'string' ? nearest(data, allowed.map(String)) : undefined;
  return {
    rule: 'not-one-of',
    at,
    message: `${subject} is ${sayExpected({ enum: allowed as Json[], ...schemaOf(error) })}, not ${sayValue(data)}`,
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
  };
}

function wrongValue(error: ErrorObject, at: string): ShapeProblem {
  const { keyword, params, data } = error;
  const schema = schemaOf(error);
  const size = saySize(keyword, Number(params['limit']), data);
  if (size !== undefined) return { rule: 'wrong-value', at, message: `${saySubject(at)} ${size}` };
  const isNamed = keyword === 'type' || schema['title'] !== undefined;
  const expected = isNamed ? `is ${sayExpected(schema)}` : (error.message ?? 'does not fit');
  const message = `${saySubject(at)} ${expected}, not ${sayValue(data)}`;
  return { rule: 'wrong-type', at, message, isEmpty: data === null, wantsList: schema['type'] === 'array' };
}
