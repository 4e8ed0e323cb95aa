import type { Json, JsonObject } from '#domain/json.ts';
import type { ActionStep, Step } from '#domain/runbook.ts';
import type { Want } from '#machine/wants.ts';
import type { Scope } from '#runbook/expressions.ts';
import { evaluate, test } from '#runbook/expressions.ts';
import type { ResultRow } from './rows.ts';
import { type Loaded, stepOf } from './run.ts';

/** What a plan, a lock or an ask is about: one instance, or all of a together step. */
export interface Member {
  readonly instance: string;
  readonly step: Step;
  readonly item?: Json;
  readonly index?: number;
}

const itemOf = (
  want: { readonly item?: number },
  items: readonly Json[] | undefined,
): { item?: Json; index?: number } =>
  want.item === undefined ? {} : { item: items?.[want.item] ?? null, index: want.item };

function itemsOf(step: string, results: readonly ResultRow[]): readonly Json[] | undefined {
  return results.find(({ instance }) => instance === step)?.items;
}

export function memberOf(
  loaded: Loaded,
  want: Pick<Want, 'step' | 'instance' | 'item'>,
  results: readonly ResultRow[],
): Member {
  return {
    instance: want.instance,
    step: stepOf(loaded.definition, want.step),
    ...itemOf(want, itemsOf(want.step, results)),
  };
}

/** The members of a want; members of a together group whose `if` is false are left off. */
export function membersOf(loaded: Loaded, want: Want, results: readonly ResultRow[], scope: Scope): readonly Member[] {
  const own = memberOf(loaded, want, results);
  if (!want.together) return [own];
  if (own.step.kind === 'group')
    return own.step.steps
      .filter((step) => !step.if || test(step.if, scope))
      .map((step) => ({ instance: step.id, step }));
  return (itemsOf(want.step, results) ?? []).map((item, index) => ({
    instance: `${want.step}~${index + 1}`,
    step: own.step,
    item,
    index,
  }));
}

/** `item` and `index` are in scope of a repeated step. */
export const scopeFor = (scope: Scope, { item, index }: Member): Scope =>
  index === undefined ? scope : { ...scope, item: item ?? null, index };

export const titleOf = (member: Member, scope: Scope): string =>
  say(evaluate(member.step.title, scopeFor(scope, member)));

const say = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Title of a step as a whole, also before its list is known: `Restart each`, `Restart sender, evaluator and 3 more`. */
export function wholeTitle(step: Step, scope: Scope, items?: readonly Json[]): string {
  try {
    return say(evaluate(step.title, { ...scope, item: items ? sayItems(items) : 'each', index: 0 }));
  } catch {
    // An expression over what is not known yet; the id is always there.
    return step.id;
  }
}

function sayItems(items: readonly Json[]): string {
  const [first = '', second = '', ...more] = items.map(say);
  if (items.length < 3) return items.map(say).join(' and ');
  return `${first}, ${second} and ${more.length} more`;
}

/** The step's `with`, or a manual step's text, with every expression filled in. */
export function inputOf(member: Member, scope: Scope): JsonObject | undefined {
  const { step } = member;
  if (step.kind === 'action' || step.kind === 'check')
    return evaluate(step.with, scopeFor(scope, member)) as JsonObject;
  if (step.kind === 'manual') return { text: say(evaluate(step.text, scopeFor(scope, member))) };
  return undefined;
}

export const isAction = (step: Step): step is ActionStep => step.kind === 'action';
