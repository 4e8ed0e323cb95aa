import type { ActionStep } from '#domain/runbook.ts';
import { stepsBefore } from '../facts/following.ts';
import { replacesTasks } from '../facts/rolls.ts';
import { actionsIn, changedBy } from '../facts/services.ts';
import { defineRule, type StepAt, type Subject } from '../rule.ts';

export default defineRule({
  id: 'stale-while-failing',
  area: 'aws',
  severity: 'warning',
  summary: 'Older tasks are stopped only once the newer ones are known to serve.',
  *step(here, subject) {
    const { step, at } = here;
    if (step.kind !== 'action' || step.uses !== 'ecs.stop-tasks') return;
    const services = changedBy(step, subject);
    const unsure = actionsIn(stepsBefore(here, subject))
      .filter(({ uses, id }) => replacesTasks(uses) && !step.if?.includes(`steps.${id}.outcome`))
      .filter((earlier) => changedBy(earlier, subject).some((service) => services.includes(service)))
      .map((earlier) => ({ id: earlier.id, why: whyUnsure(earlier, here, subject) }))
      .find(({ why }) => why !== undefined);
    if (!unsure) return;
    yield {
      at: `${at}/action`,
      message: `"${unsure.id}" ${unsure.why} here: the tasks that "${step.id}" stops may be the only ones that serve`,
      hint: `say first: \`if: "\${{ steps.${unsure.id}.outcome == 'passed' }}"\`, with a \`verify\` on "${unsure.id}"`,
    };
  },
});

/** How new tasks can have come to nothing where the run still gets here. */
function whyUnsure({ onFailure, verifiedBy }: ActionStep, here: StepAt, subject: Subject): string | undefined {
  if (onFailure === 'continue') return 'may have failed';
  // Without any `if` it is asked for after every ending, and `finally-unconditional` says so.
  if (here.part === 'finally') return here.step.if === undefined ? undefined : 'may have failed';
  const isLater = verifiedBy !== undefined && stepsBefore(here, subject).every(({ id }) => id !== verifiedBy);
  return isLater ? 'is not yet proven' : undefined;
}
