import type { Json, JsonObject } from '#domain/json.ts';
import { type ActionStep, allSteps, type ForEach, type Step } from '#domain/runbook.ts';
import { once, onceIn } from '../once.ts';
import type { Subject } from '../rule.ts';
import { seenBy, usual } from './usual.ts';

/** Of a list that is longer, rules look at no more: no step is repeated for more. */
const most = 100;

/**
 * The services that a call names in `service` and `services`, in written order: their names as far as they are known before a run, otherwise
 * the expression that gives them.
 * @param item of the list around
 */
export function servicesOf({ service, services }: JsonObject, subject: Subject, item?: Json): readonly string[] {
  return [service, services].flatMap((given) => {
    if (given === undefined) return [];
    const known = usual(given, subject, item);
    return [known ?? given]
      .flat()
      .slice(0, most)
      .filter((name) => typeof name === 'string');
  });
}

/** What a step says to an action or a check, once or for every item of a list. */
export interface Repeated {
  readonly with: JsonObject;
  readonly forEach?: ForEach;
}

/** The same for every item. */
export function servicesOfEach({ with: given, forEach }: Repeated, subject: Subject): readonly string[] {
  if (!forEach) return servicesOf(given, subject);
  const items = itemsOf(forEach, subject);
  if (items) return items.flatMap((item) => servicesOf(given, subject, item));
  // The list itself stands for its items: a later check of the same list speaks of the same services.
  return [forEach.items].flat().filter((text) => typeof text === 'string');
}

/** The services that an action changes. */
export const changedBy = onceIn((step: ActionStep, subject: Subject): readonly string[] =>
  servicesOfEach(step, seenBy(step, subject)),
);

/** The items of a list that is known before a run. */
export function itemsOf({ items }: ForEach, subject: Subject): readonly Json[] | undefined {
  const list = usual(items, subject);
  return Array.isArray(list) ? list.slice(0, most) : undefined;
}

/** The actions among these steps and their members. */
export const actionsIn = once((steps: readonly Step[]): readonly ActionStep[] =>
  allSteps(steps).filter((step) => step.kind === 'action'),
);
