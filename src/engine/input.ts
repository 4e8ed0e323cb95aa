import { Failure } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type { ChooseOption, ChooseStep, RunbookStep } from '#domain/runbook.ts';
import { evaluate, type Scope, test } from '#runbook/expressions.ts';
import { readGiven } from './given.ts';
import type { Member } from './member.ts';
import { say } from './members.ts';
import type { ResultRow } from './rows.ts';
import type { Loaded } from './run.ts';

/** What a step works on, with every expression filled in: an action's `with`, a manual step's text, a choice's options, an inlined runbook's inputs. */
export function inputOf(
  { definition }: Loaded,
  { step, undone }: Member,
  scope: Scope,
  results: readonly ResultRow[],
): JsonObject | undefined {
  switch (step.kind) {
    case 'action':
    case 'check':
      return evaluate(step.with, scope) as JsonObject;
    case 'undo':
      return undone?.with;
    case 'manual':
    case 'notify':
      return { text: say(evaluate(step.text, scope)) };
    case 'choose':
      return choiceOf(step, scope);
    case 'runbook':
      return inlinedInputs(definition, step, scope, results);
    default:
      return undefined;
  }
}

/** An option that is offered, as it is shown and compared with the answer. */
export interface Offered {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
}

/** What is asked, and which options there are now; the suggested one first. */
function choiceOf({ question, options, suggest }: ChooseStep, scope: Scope): JsonObject {
  const possible = options.filter((option) => option.if === undefined || test(option.if, scope));
  if (possible.length === 0)
    throw new Failure('user', 'no-option', 'None of its options is possible: the condition of each is false.');
  const suggested = suggest === undefined ? undefined : evaluate(suggest, scope);
  const first = possible.filter(({ id }) => id === suggested);
  const others = possible.filter(({ id }) => id !== suggested);
  return {
    question: say(evaluate(question, scope)),
    ...(first.length > 0 ? { suggested: suggested as Json } : {}),
    options: [...first, ...others].map((option) => shown(option, scope)),
  };
}

const shown = ({ id, label, description }: ChooseOption, scope: Scope): JsonObject => ({
  id,
  label: say(evaluate(label, scope)),
  ...(description === undefined ? {} : { description: say(evaluate(description, scope)) }),
});

/** Its own `with`, read like the inputs of a start; what stands at the end of ours for its `finally` has the same. */
function inlinedInputs(
  { environment }: Loaded['definition'],
  step: RunbookStep,
  scope: Scope,
  results: readonly ResultRow[],
): JsonObject | undefined {
  if (step.inputsOf !== undefined) return results.find(({ instance }) => instance === step.inputsOf)?.input;
  const read = readGiven(step.inputs, { given: evaluate(step.with, scope) as JsonObject, by: 'author' }, environment);
  if ('values' in read) return read.values;
  const problems = read.problems.map(({ name, message }) => (name ? `${name}: ${message}` : message));
  throw new Failure('user', 'bad-input', `"${step.uses}" cannot take these inputs. ${problems.join(' ')}`);
}
