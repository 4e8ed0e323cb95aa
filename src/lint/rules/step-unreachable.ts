import type { Step } from '#domain/runbook.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'step-unreachable',
  area: 'flow',
  severity: 'error',
  summary: 'There is a way to every step.',
  *step({ step, at, before }) {
    const [last, ...others] = before.map((earlier) => earlier.step).toReversed();
    if (!last || !ends(last) || others.some(ends)) return;
    yield {
      at: `${at}/id`,
      message: `the run never gets to "${step.id}": every option of "${last.id}" ends it`,
      hint: `leave out \`end\` where it should go on, or put what must be done in any case into \`finally\``,
    };
  },
});

/** Whether a run that enters this step always ends in it. A step that may be skipped, or fail and be left, does not. */
function ends(step: Step): boolean {
  if (step.if !== undefined || step.onFailure === 'continue') return false;
  if (step.kind === 'choose') return step.options.every(({ end, steps }) => end !== undefined || steps.some(ends));
  return step.kind === 'group' && !step.forEach && step.steps.some(ends);
}
