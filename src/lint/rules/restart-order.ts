import type { ActionStep } from '#domain/runbook.ts';
import { stepsAfter } from '../facts/following.ts';
import { neededOf } from '../facts/needs.ts';
import { actionsIn, changedBy } from '../facts/services.ts';
import { once } from '../once.ts';
import { defineRule, type Subject } from '../rule.ts';

export default defineRule({
  id: 'restart-order',
  area: 'flow',
  severity: 'warning',
  summary: 'A service is restarted after what it needs, not before.',
  *step(here, subject) {
    const { step, at, part } = here;
    if (step.kind !== 'action' || step.uses !== 'ecs.restart-service' || part !== 'steps') return;
    const own = changedBy(step, subject);
    const later = restartsIn(actionsIn(stepsAfter(here, subject)), subject);
    const isOneByOne = step.forEach?.maxParallel === 1;
    for (const [i, service] of own.entries()) {
      const other = lostBy(service, isOneByOne ? [own.slice(i + 1), later] : [later]);
      if (other === undefined) continue;
      yield {
        at: step.forEach ? `${at}/for_each/${i}` : `${at}/with/service`,
        message: `"${service}" is restarted before "${other}", and loses it again when that is restarted`,
        hint: `restart "${other}" first`,
      };
    }
  },
});

/** What a service needs and loses in the restarts after its own; of several restarts of one service the last counts. */
function lostBy(service: string, after: readonly (readonly string[])[]): string | undefined {
  if (after.some((services) => namesIn(services).has(service))) return undefined;
  return after.map((services) => neededOf(services, service)).find((other) => other !== undefined);
}

const namesIn = once((services: readonly string[]): ReadonlySet<string> => new Set(services));

const restartsIn = (steps: readonly ActionStep[], subject: Subject): readonly string[] =>
  steps.filter(({ uses }) => uses === 'ecs.restart-service').flatMap((step) => changedBy(step, subject));
