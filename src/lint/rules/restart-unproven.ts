import type { Step } from '#domain/runbook.ts';
import { stepsAfter } from '../facts/following.ts';
import { namedBy } from '../facts/named-by.ts';
import { neededOf } from '../facts/needs.ts';
import { replacesTasks } from '../facts/rolls.ts';
import { actionsIn, changedBy } from '../facts/services.ts';
import { seenBy } from '../facts/usual.ts';
import { defineRule, type Subject } from '../rule.ts';

const around = new Set<Step['kind']>(['group', 'parallel', 'choose', 'runbook', 'notify']);

export default defineRule({
  id: 'restart-unproven',
  area: 'aws',
  severity: 'warning',
  summary: 'Before the next service is restarted, the one before it is proven to work.',
  needsEveryStep: true,
  *step(here, subject) {
    const { step, at, part, raw } = here;
    if (step.kind !== 'action' || part !== 'steps' || !replacesTasks(step.uses)) return;
    if (step.verify.length > 0 || step.verifiedBy !== undefined || 'settle' in raw) return;
    const later = stepsAfter(here, subject);
    const next = later.find(({ kind }) => !around.has(kind));
    if (next?.kind !== 'action' || !replacesTasks(next.uses)) return;
    const services = changedBy(step, subject);
    const follower = dependant(services, later, subject) ?? (isNamed(services, later, subject) ? undefined : next.id);
    if (follower === undefined) return;
    yield {
      at: `${at}/action`,
      message: `"${follower}" follows as soon as ECS calls the tasks of "${step.id}" healthy; nothing has looked whether they work`,
      hint: `add a \`verify\` to "${step.id}", such as the line of its log that says it is ready, or a \`settle\` that you have measured`,
    };
  },
});

/** Id of a later change of a service that needs one of these. */
const dependant = (services: readonly string[], later: readonly Step[], subject: Subject): string | undefined =>
  actionsIn(later).find((change) => changedBy(change, subject).some((name) => neededOf(services, name) !== undefined))
    ?.id;

/** Whether a person or a check looks at these in the end, which is enough for what nothing else needs. */
const isNamed = (services: readonly string[], later: readonly Step[], subject: Subject): boolean =>
  later.some((step) => {
    if (step.kind !== 'check') return step.kind === 'manual';
    const named = namedBy(step, seenBy(step, subject));
    return named.some((name) => name.includes('${{')) || services.some((service) => named.includes(service));
  });
