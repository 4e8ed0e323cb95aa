import { Failure } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type { Step } from '#domain/runbook.ts';
import { evaluate, type Scope } from '#runbook/expressions.ts';
import { keptFor } from '#runbook/kept.ts';
import { once } from '../once.ts';
import type { Subject } from '../rule.ts';

/**
 * What a template gives where the form is sent as it opens, in the first environment of the runbook. Nothing where that depends on more:
 * on an input without a default, or on what steps give.
 */
export const usual = (template: Json, subject: Subject, item?: Json): Json | undefined =>
  given(subject, JSON.stringify([template, item]), () => {
    const scope = scopeOf(subject);
    return { value: tried(template, item === undefined ? scope : { ...scope, item, index: 0 }) };
  }).value;

const given = keptFor<Subject, { readonly value: Json | undefined }>(1_000);

const scopeOf = once((subject: Subject): Scope => {
  const scope = { inputs: {}, steps: {}, run: {}, environment: environmentOf(subject) };
  return { ...scope, inputs: defaultsOf(subject, scope) };
});

const environmentOf = ({ environments: [first] }: Subject): JsonObject =>
  first ? { id: first.id, account: first.account, region: first.region, values: first.values } : {};

const defaultsOf = ({ runbook }: Subject, scope: Scope): JsonObject =>
  Object.fromEntries(
    runbook.inputs.flatMap(({ name, default: template }) => {
      const value = template === undefined ? undefined : tried(template, scope);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );

function tried(template: Json, scope: Scope): Json | undefined {
  try {
    return evaluate(template, scope);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** What the expressions of a step see: one that another runbook brings, whose id has a hyphen, sees that one's inputs, which are not known here. */
export const seenBy = ({ id }: Step, subject: Subject): Subject =>
  id.includes('-') ? withoutInputs(subject) : subject;

const withoutInputs = once(
  (subject: Subject): Subject => ({ ...subject, runbook: { ...subject.runbook, inputs: [] } }),
);
