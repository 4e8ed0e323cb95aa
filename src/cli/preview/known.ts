import { asFailure } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type { ForEach, RunbookStep, Step } from '#domain/runbook.ts';
import { evaluate, type Scope, type StepScope, test } from '#runbook/expressions.ts';

/** What can be told before a run: inputs and environment, and of each step before this one what its plan or its check says now. */
export interface Known {
  readonly scope: Omit<Scope, 'steps'>;
  /** By full id; filled as the steps are gone through. */
  readonly steps: Map<string, StepScope>;
  /** Of the inlined runbook that we are in: expressions see its own names. */
  readonly prefix: string;
}

export const scopeOf = ({ scope, steps, prefix }: Known): Scope => ({
  ...scope,
  steps: Object.fromEntries(
    [...steps].flatMap(([id, step]) => (id.startsWith(prefix) ? [[id.slice(prefix.length), step] as const] : [])),
  ),
});

/** Nothing where a name has no value yet. */
function told<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.code === 'expression-failed') return undefined;
    throw failure;
  }
}

/** Whether it would be left out. A condition that cannot be told yet is taken to hold. */
export const isSkipped = ({ if: condition }: Step, known: Known): boolean =>
  condition !== undefined && told(() => test(condition, scopeOf(known))) === false;

export const titleOf = ({ title }: Step, known: Known): string =>
  String(told(() => evaluate(title, scopeOf(known))) ?? title);

/** The list of a repetition, if it can be told. */
export function listOf({ items }: ForEach, known: Known): readonly Json[] | undefined {
  const list = told(() => evaluate(items, scopeOf(known)));
  return Array.isArray(list) ? list : undefined;
}

export const withItem = (known: Known, item: Json, index: number): Known => ({
  ...known,
  scope: { ...known.scope, item, index },
});

/** Inside an inlined runbook: its inputs, from its defaults and what it is given. */
export function insideOf({ inputs, with: given, prefix }: RunbookStep, known: Known): Known {
  const outside = scopeOf(known);
  const defaults = inputs.flatMap(({ name, default: preset }) =>
    preset === undefined ? [] : [[name, preset] as const],
  );
  const all: JsonObject = { ...Object.fromEntries(defaults), ...given };
  return {
    ...known,
    prefix,
    scope: { ...known.scope, inputs: (told(() => evaluate(all, outside)) ?? {}) as JsonObject },
  };
}
