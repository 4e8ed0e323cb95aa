import { stepsAfter } from '../facts/following.ts';
import { replacesTasks } from '../facts/rolls.ts';
import { rotates } from '../facts/rotations.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'rotate-without-probe',
  area: 'secrets',
  severity: 'warning',
  summary: 'That a new secret works is proven by its use, not by running tasks.',
  needsEveryStep: true,
  *step(here, subject) {
    const { step, at } = here;
    const later = step.kind === 'action' && rotates(step) ? stepsAfter(here, subject) : [];
    const last = later.findLastIndex((each) => each.kind === 'action' && replacesTasks(each.uses));
    const restart = later[last];
    if (restart?.kind !== 'action' || later.slice(last).some(({ kind }) => kind === 'manual')) return;
    const checks = [...restart.verify, ...later.slice(last).filter((each) => each.kind === 'check')];
    // Without any check `change-unproven` speaks.
    if (checks.length === 0 || checks.some(({ uses }) => !uses.startsWith('ecs.'))) return;
    yield {
      at: `${at}/action`,
      message: `after "${step.id}" only ECS is asked: its readers can run with a value that lets nobody in`,
      hint: `after "${restart.id}" let a person sign in (\`manual\`), or check a line of the log that says it worked`,
    };
  },
});
