import { isObject } from '#domain/json.ts';

/** What Slack would refuse, and where: `pointer` is an RFC 6901 path into the blocks or the view. */
export interface Problem {
  readonly pointer: string;
  readonly message: string;
}

export type Surface = 'message' | 'modal' | 'home';
export type Rule = (value: unknown, pointer: string, surface: Surface) => readonly Problem[];
export type Fields = Readonly<Record<string, Rule>>;

export const problem = (pointer: string, message: string): readonly Problem[] => [{ pointer, message }];

/** A string with at least `least` and at most `most` characters. */
export const text =
  (most: number, least = 1): Rule =>
  (value, at) => {
    if (typeof value !== 'string') return problem(at, 'must be a string');
    if (value.length < least) return problem(at, `must be more than ${least - 1} characters`);
    return value.length > most ? problem(at, `must be less than ${most + 1} characters`) : [];
  };

export const flag: Rule = (value, at) => (typeof value === 'boolean' ? [] : problem(at, 'must be a boolean'));

export const whole =
  (least: number, most: number): Rule =>
  (value, at) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? []
      : problem(at, `must be a whole number from ${least} to ${most}`);

export const oneOf =
  (...words: readonly string[]): Rule =>
  (value, at) =>
    words.some((word) => word === value) ? [] : problem(at, `must be one of: ${words.join(', ')}`);

/** Slack writes the bounds of a number_input as strings. */
export const numeral: Rule = (value, at) =>
  typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    ? []
    : problem(at, 'must be a number, written as a string');

export const list =
  (item: Rule, least: number, most: number): Rule =>
  (value, at, surface) => {
    if (!Array.isArray(value)) return problem(at, 'must be an array');
    if (value.length < least) return problem(at, `must have at least ${least} item(s)`);
    if (value.length > most) return problem(at, `no more than ${most} items allowed [items: ${value.length}]`);
    return value.flatMap((each, index) => item(each, `${at}/${index}`, surface));
  };

/** An object with exactly these fields; `type` is left to `kinds`. */
export const shape =
  (required: Fields, optional: Fields = {}): Rule =>
  (value, at, surface) => {
    if (!isObject(value)) return problem(at, 'must be an object');
    const rules: Fields = { ...optional, ...required };
    const missing = Object.keys(required).filter((field) => value[field] === undefined);
    const present = Object.keys(value).filter((field) => field !== 'type' && value[field] !== undefined);
    return [
      ...missing.flatMap((field) => problem(at, `missing required field: ${field}`)),
      ...present.flatMap(
        (field) =>
          rules[field]?.(value[field], `${at}/${field}`, surface) ??
          problem(at, `invalid additional property: ${field}`),
      ),
    ];
  };

/** Chooses the rule by the value's `type`. */
export const kinds =
  (table: Fields): Rule =>
  (value, at, surface) => {
    const type = isObject(value) ? value['type'] : undefined;
    const rule = typeof type === 'string' ? table[type] : undefined;
    return rule
      ? rule(value, at, surface)
      : problem(`${at}/type`, `unsupported type: ${String(type)}, expected ${Object.keys(table).join(', ')}`);
  };

export const both =
  (...rules: readonly Rule[]): Rule =>
  (value, at, surface) =>
    rules.flatMap((rule) => rule(value, at, surface));

export const only =
  (where: Surface, rule: Rule): Rule =>
  (value, at, surface) =>
    surface === where ? rule(value, at, surface) : problem(at, `is not allowed in a ${surface}`);
