import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonObject } from '#domain/json.ts';
import { nearest, suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { below, lastOf, parentOf } from '../yaml/pointer.ts';
import { sayExpected, sayValue } from './say.ts';
import type { Shape } from './shape.ts';

const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, strictRequired: false, allowUnionTypes: true });
const compiled = new WeakMap<object, ValidateFunction>();

function validator(schema: object): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const made = ajv.compile(schema);
  compiled.set(schema, made);
  return made;
}

/** Where the value does not have this shape, one problem a mistake. `at` is where the value stands in its document. */
export function validate(
  { schema, later }: Pick<Shape, 'later'> & { readonly schema: object },
  value: unknown,
  at: string,
): readonly Problem[] {
  const check = validator(schema);
  if (check(value)) return [];
  const errors = ownBranches(check.errors ?? []);
  const problems = errors.flatMap((error) => problemOf(error, at, later));
  return onePerMistake(problems);
}

/**
 * Of a union only the branch counts whose type the value has; without one the union as a whole is wrong.
 * Ajv reports every branch's errors and then the union's own.
 */
function ownBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  return errors
    .filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
    .reduce((left, union) => {
      const inside = left.filter(
        (error) =>
          error !== union &&
          error.schemaPath.startsWith(`${union.schemaPath}/`) &&
          error.instancePath.startsWith(union.instancePath),
      );
      const misfits = new Set(
        inside
          .filter((error) => error.keyword === 'type' && error.instancePath === union.instancePath)
          .map((error) => branchOf(error, union)),
      );
      const fitting = inside.filter((error) => !misfits.has(branchOf(error, union)));
      const branches = new Set(fitting.map((error) => branchOf(error, union)));
      const dropped = new Set(
        branches.size === 1 ? [union, ...inside.filter((error) => !fitting.includes(error))] : inside,
      );
      return left.filter((error) => !dropped.has(error));
    }, errors);
}

const branchOf = (error: ErrorObject, union: ErrorObject): string =>
  error.schemaPath.slice(union.schemaPath.length + 1).split('/', 1)[0] ?? '';

function problemOf(error: ErrorObject, root: string, later: readonly string[]): Problem[] {
  const at = `${root}${error.instancePath}`;
  const { keyword, params, data } = error;
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties')
    return [unknownKey(error, at, String(params['additionalProperty'] ?? params['unevaluatedProperty']), later)];
  if (keyword === 'required') return [missingKey(error, at, String(params['missingProperty']))];
  if (keyword === 'propertyNames' || keyword === 'if' || keyword === 'not') return [];
  if (error.propertyName !== undefined) return [wrongName(error, at, error.propertyName)];
  if (keyword === 'enum' && typeof data === 'string' && later.includes(data))
    return [{ rule: 'not-yet', at, message: `not in this version yet: \`${lastOf(at)}: ${data}\`` }];
  return [wrongValue(error, at)];
}

function unknownKey({ parentSchema }: ErrorObject, at: string, key: string, later: readonly string[]): Problem {
  const place = { at: below(at, key), on: 'key' } as const;
  if (later.includes(key)) return { rule: 'not-yet', ...place, message: `not in this version yet: \`${key}\`` };
  const known = Object.keys((parentSchema?.['properties'] ?? {}) as JsonObject);
  const title = parentSchema?.['title'];
  return { rule: 'unknown-key', ...place, message: `${title ?? 'this'} has no key "${key}"`, ...suggest(key, known) };
}

function missingKey({ parentSchema, instancePath }: ErrorObject, at: string, key: string): Problem {
  const title = parentSchema?.['title'] ?? (instancePath ? `"${lastOf(instancePath)}"` : 'this');
  const expected = sayExpected(((parentSchema?.['properties'] ?? {}) as Record<string, JsonObject>)[key]);
  return { rule: 'missing-key', at, message: `${title} needs \`${key}\`${expected ? `: ${expected}` : ''}` };
}

const wrongName = ({ parentSchema }: ErrorObject, at: string, name: string): Problem => ({
  rule: 'wrong-name',
  at: below(at, name),
  on: 'key',
  message: `"${name}" is not ${parentSchema?.['title'] ?? 'a name that fits here'}`,
});

function wrongValue({ keyword, params, data, parentSchema, message }: ErrorObject, at: string): Problem {
  const key = /^\d+$/.test(lastOf(at))
    ? `item ${Number(lastOf(at)) + 1} of \`${lastOf(parentOf(at))}\``
    : `\`${lastOf(at)}\``;
  const subject = at === '' ? 'the file' : key;
  if (keyword === 'enum' || keyword === 'const') {
    const allowed: unknown[] = params['allowedValues'] ?? [params['allowedValue']];
    const near = typeof data === 'string' ? nearest(data, allowed.map(String)) : undefined;
    return {
      rule: 'not-one-of',
      at,
      message: `${subject} is ${allowed
        .map((one) => String(one))
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1')}, not ${sayValue(data)}`,
      ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
    };
  }
  const expected = sayExpected(parentSchema as JsonObject);
  if (keyword === 'type' || parentSchema?.['title'])
    return { rule: 'wrong-type', at, message: `${subject} is ${expected}, not ${sayValue(data)}` };
  return { rule: 'wrong-value', at, message: `${subject} ${message ?? 'does not fit'}, this is ${sayValue(data)}` };
}

/** A misspelt key is not also a missing one, and a value that breaks two limits is wrong once. */
function onePerMistake(problems: readonly Problem[]): readonly Problem[] {
  const misspelt = new Set(
    problems
      .filter(({ rule }) => rule === 'unknown-key')
      .map(({ at, hint }) => `${parentOf(at)} ${/^did you mean "(.*)"/.exec(hint ?? '')?.[1]}`),
  );
  const seen = new Set<string>();
  return problems.filter(({ rule, at, message }) => {
    if (rule === 'missing-key') return !misspelt.has(`${at} ${/`([^`]*)`/.exec(message)?.[1]}`);
    const first = !seen.has(at);
    seen.add(at);
    return first;
  });
}
