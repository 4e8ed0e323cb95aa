import type { Step } from '#domain/runbook.ts';
import { stepsAfter } from '../facts/following.ts';
import { replacesTasks } from '../facts/rolls.ts';
import { rotates } from '../facts/rotations.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'readers-not-restarted',
  area: 'aws',
  severity: 'warning',
  summary: 'What reads a secret when it starts is restarted once the secret is another.',
  needsEveryStep: true,
  *step(here, subject) {
    const { step, at, part } = here;
    if (step.kind !== 'action' || !rotates(step) || part !== 'steps') return;
    if (stepsAfter(here, subject).some(restarts)) return;
    yield {
      at: `${at}/action`,
      message: `nothing is restarted after "${step.id}": ECS fills in secrets when a container starts, so its readers keep the old value until some later restart`,
      hint: 'find them first with `check: secrets.readers`, then restart them: `for_each: "${{ steps.<check>.outputs.services }}"`',
    };
  },
});

const restarts = (step: Step): boolean =>
  (step.kind === 'action' && replacesTasks(step.uses)) ||
  (step.kind === 'manual' && /restart|redeploy/i.test(step.text));
