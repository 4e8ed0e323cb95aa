import type { ActionStep } from '#domain/runbook.ts';
import { stepsAfter } from '../facts/following.ts';
import { needs } from '../facts/needs.ts';
import { actionsIn, changedBy } from '../facts/services.ts';
import { defineRule, type Subject } from '../rule.ts';

export default defineRule({
  id: 'restart-order',
  area: 'flow',
  severity: 'warning',
  summary: 'A service is restarted after what it needs, not before.',
  *step(here, subject) {
    const { step, at, part } = here;
    if (step.kind !== 'action' || step.uses !== 'ecs.restart-service' || part !== 'steps') return;
    const later = restartsIn(actionsIn(stepsAfter(here, subject)), subject);
    const own = restartsIn([step], subject);
    for (const [i, { service }] of own.entries()) {
      const following = [...(step.forEach?.maxParallel === 1 ? own.slice(i + 1) : []), ...later];
      const needed = following.findIndex((other) => needs(service, other.service));
      const other = following[needed];
      if (!other || following.slice(needed).some((again) => again.service === service)) continue;
      yield {
        at: step.forEach ? `${at}/for_each/${i}` : `${at}/with/service`,
        message: `"${service}" is restarted before "${other.service}", and loses it again when that is restarted`,
        hint: `restart "${other.service}" first`,
      };
    }
  },
});

const restartsIn = (steps: readonly ActionStep[], subject: Subject) =>
  steps
    .filter(({ uses }) => uses === 'ecs.restart-service')
    .flatMap((step) => changedBy(step, subject).map((service) => ({ service })));
