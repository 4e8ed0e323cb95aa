import type { Environment } from '#domain/config.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type { Input, InputType } from '#domain/runbook.ts';
import { refusal } from './accepts.ts';
import { evaluate } from './expressions.ts';
import { nearest } from './nearest.ts';

export interface InputProblem {
  readonly name: string;
  /** A sentence for the person who starts the run. */
  readonly message: string;
}

/**
 * What a person or a command gave → the values that a run starts with, defaults filled in. Texts become what the input is:
 * `3`, `true`, `a, b` or `["a", "b"]`. An input that is not required and not given is absent.
 * @throws Failure `expression-failed` if a default cannot be computed in this environment
 */
export function readInputs(
  inputs: readonly Input[],
  given: Readonly<Record<string, unknown>>,
  environment: Environment,
): { readonly values: JsonObject } | { readonly problems: readonly InputProblem[] } {
  const names = inputs.map(({ name }) => name);
  const problems = Object.keys(given)
    .filter((name) => !names.includes(name))
    .map((name) => unknownInput(name, names));
  const values: Record<string, Json> = {};
  for (const input of inputs) {
    const value = isBlank(given[input.name]) ? defaultOf(input, environment) : readValue(input, given[input.name]);
    const message = value === undefined ? missing(input) : refuse(input, value);
    if (message !== undefined) problems.push({ name: input.name, message });
    else if (value !== undefined) values[input.name] = value;
  }
  return problems.length > 0 ? { problems } : { values };
}

/** What the form shows already and a run takes where nothing is given. */
export function defaultOf(input: Input, environment: Environment): Json | undefined {
  if (input.default === undefined) return undefined;
  const { id, account, region, values } = environment;
  return evaluate(input.default, { inputs: {}, steps: {}, run: {}, environment: { id, account, region, values } });
}

function unknownInput(name: string, names: readonly string[]): InputProblem {
  const near = nearest(name, names);
  return { name, message: `There is no input "${name}"${near === undefined ? '.' : `; did you mean "${near}"?`}` };
}

const isBlank = (given: unknown): boolean =>
  given === undefined || given === null || (typeof given === 'string' && given.trim() === '');

const missing = ({ required, title }: Input): string | undefined => (required ? `${title} is needed.` : undefined);

function refuse(input: Input, value: Json): string | undefined {
  const why = refusal(input, value);
  return why === undefined ? undefined : `${input.title} ${why}.`;
}

/** Texts are read as what the input is; what cannot be read stays as it is and is refused. */
function readValue({ type, items }: Input, given: unknown): Json {
  if (type === 'array') return readList(given).map((item) => readScalar(items ?? 'string', item));
  return readScalar(type, given);
}

function readScalar(type: InputType, given: unknown): Json {
  if (typeof given !== 'string' || type === 'string') return given as Json;
  const text = given.trim();
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function readList(given: unknown): readonly unknown[] {
  if (Array.isArray(given)) return given;
  if (typeof given !== 'string') return [given];
  const text = given.trim();
  return text.startsWith('[') ? (parseList(text) ?? splitList(text)) : splitList(text);
}

const splitList = (text: string): readonly string[] =>
  text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function parseList(text: string): readonly unknown[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : undefined;
  } catch (error) {
    // A text that only begins like a list: its parts are read as they stand.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
