import { Failure } from '#domain/failure.ts';
import { canonical, isObject, type Json, type JsonObject } from '#domain/json.ts';
import { fromCel, toCel } from './expression/border.ts';
import { celEnvironment } from './expression/cel.ts';
import { hasHole, splitTemplate, wholeExpression } from './expression/template.ts';

/** What expressions can see while a run goes on. Moments are ISO 8601 texts. */
export interface Scope {
  readonly inputs: JsonObject;
  readonly steps: Readonly<Record<string, StepScope>>;
  readonly run: JsonObject;
  readonly environment: JsonObject;
  readonly item?: Json;
  readonly index?: number;
  /** Of the check whose `expect` is judged. */
  readonly outputs?: JsonObject;
}

export interface StepScope {
  readonly outcome: string;
  readonly outputs: JsonObject;
  /** Of a repeated step, one for each item. */
  readonly each?: readonly { readonly item: Json; readonly outcome: string; readonly outputs: JsonObject }[];
  readonly started_at?: string;
  readonly applied_at?: string;
  readonly ended_at?: string;
}

const cel = celEnvironment({ unlistedVariablesAreDyn: true });

/**
 * Resolves every `${{ expression }}` in a value of any depth. A text that is nothing but one expression takes its value's type,
 * otherwise the values are put into the text.
 * @throws Failure `expression-failed`, naming the expression
 */
export function evaluate(template: Json, scope: Scope): Json {
  // Most templates are plain texts, and a scope is large.
  let bindings: Bindings | undefined;
  return resolve(template, (expression) => {
    bindings ??= toCel(scope) as Bindings;
    return run(expression, bindings);
  });
}

/**
 * Whether an expression, written without its braces, is true.
 * @throws Failure `expression-failed`, naming the expression, also where the result is neither true nor false
 */
export function test(expression: string, scope: Scope): boolean {
  const result = run(expression, toCel(scope) as Bindings);
  if (typeof result === 'boolean') return result;
  throw new Failure(
    'user',
    'expression-failed',
    `\${{ ${expression} }} is ${canonical(result)}, neither true nor false`,
  );
}

type Bindings = Readonly<Record<string, unknown>>;

function run(expression: string, bindings: Bindings): Json {
  try {
    return fromCel(cel.evaluate(expression, bindings));
  } catch (cause) {
    throw new Failure('user', 'expression-failed', `\${{ ${expression} }} has no value: ${reason(cause)}`, { cause });
  }
}

const reason = (cause: unknown): string => {
  if (isObject(cause) && typeof cause['summary'] === 'string') return cause['summary'];
  return cause instanceof Error ? cause.message : String(cause);
};

function resolve(template: Json, value: (expression: string) => Json): Json {
  if (typeof template === 'string') return hasHole(template) ? fill(template, value) : template;
  if (Array.isArray(template)) return template.map((item: Json) => resolve(item, value));
  if (!isObject(template)) return template;
  const members = Object.entries(template).map(([key, member]) => [key, resolve(member as Json, value)] as const);
  return Object.fromEntries(members);
}

function fill(text: string, value: (expression: string) => Json): Json {
  const whole = wholeExpression(text);
  if (whole) return value(whole.expression);
  let filled = '';
  let after = 0;
  for (const { expression, start, end } of splitTemplate(text).holes) {
    filled += text.slice(after, start) + inText(value(expression));
    after = end;
  }
  return filled + text.slice(after);
}

/** A value as it stands in a text: lists with commas, nothing as nothing. */
function inText(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(inText).join(', ');
  return canonical(value);
}
