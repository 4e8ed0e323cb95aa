import type { Step } from '#domain/runbook.ts';
import { stepsAfter } from '../facts/following.ts';
import { replacesTasks } from '../facts/rolls.ts';
import { defineRule } from '../rule.ts';

const around = new Set<Step['kind']>(['group', 'parallel', 'choose', 'runbook', 'notify']);

export default defineRule({
  id: 'restart-unproven',
  area: 'aws',
  severity: 'warning',
  summary: 'Before the next service is restarted, the one before it is proven to work.',
  *step(here, subject) {
    const { step, at, part, raw } = here;
    if (step.kind !== 'action' || part !== 'steps' || !replacesTasks(step.uses)) return;
    if (step.verify.length > 0 || step.verifiedBy !== undefined || 'settle' in raw) return;
    const next = stepsAfter(here, subject).find(({ kind }) => !around.has(kind));
    if (next?.kind !== 'action' || !replacesTasks(next.uses)) return;
    yield {
      at: `${at}/action`,
      message: `"${next.id}" follows as soon as ECS calls the tasks of "${step.id}" healthy; nothing has looked whether they work`,
      hint: `add a \`verify\` to "${step.id}", such as the line of its log that says it is ready, or a \`settle\` that you have measured`,
    };
  },
});
