import type { Environment } from '#domain/config.ts';
import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import type { Input } from '#domain/runbook.ts';
import { defaultOf, type InputProblem, readInputs } from '#runbook/inputs.ts';

interface Given {
  readonly given: Readonly<Record<string, unknown>>;
  /** Only the author of a runbook may refer to secrets; who starts it gives values. */
  readonly by: 'author' | 'starter';
}

/** The same as `readInputs`, with secrets that are no values yet: sealed ones, and references, which are read when they are needed. */
export function readGiven(
  inputs: readonly Input[],
  { given, by }: Given,
  environment: Environment,
): { readonly values: JsonObject } | { readonly problems: readonly InputProblem[] } {
  const kept: Record<string, Json> = {};
  for (const input of inputs) {
    const value = input.secret ? secretOf(input, { given, by }, environment) : undefined;
    if (value !== undefined) kept[input.name] = value;
  }
  const others = Object.fromEntries(Object.entries(given).filter(([name]) => !(name in kept)));
  const read = readInputs(
    inputs.filter(({ name }) => !(name in kept)),
    others,
    environment,
  );
  return 'values' in read ? { values: { ...read.values, ...kept } } : read;
}

function secretOf(input: Input, { given, by }: Given, environment: Environment): Json | undefined {
  const own = given[input.name];
  const value = isBlank(own) ? defaultOf(input, environment) : by === 'author' ? own : undefined;
  return isSealed(value) || isReference(value) ? value : undefined;
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

const isSealed = (value: unknown): value is JsonObject => isObject(value) && typeof value['$sealed'] === 'string';

/** `{ ref: 'ssm:/path' }`: where a secret is read from, instead of the secret. */
export const isReference = (value: unknown): value is { readonly ref: string } =>
  isObject(value) && typeof value['ref'] === 'string' && Object.keys(value).length === 1;
