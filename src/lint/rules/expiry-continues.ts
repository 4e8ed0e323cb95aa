import { sayDuration } from '#domain/duration.ts';
import { stepsAfter } from '../facts/following.ts';
import { readsIn } from '../facts/reads.ts';
import { actionsIn } from '../facts/services.ts';
import { defineRule, type StepAt } from '../rule.ts';

export default defineRule({
  id: 'expiry-continues',
  area: 'approval',
  severity: 'error',
  summary: 'A run does not go on to a change because nobody has answered.',
  *step(here, subject) {
    const { step, part } = here;
    if (step.kind !== 'manual' && step.kind !== 'choose') return;
    if (step.onFailure !== 'continue' || part !== 'steps' || isRead(step.id, subject.raw)) return;
    // What stands in `finally` is done in any case.
    const last = actionsIn(subject.runbook.finally);
    const next = actionsIn(stepsAfter(here, subject)).find((action) => !last.includes(action));
    if (!next) return;
    yield {
      at: saidAt(here),
      message: `if nobody answers "${step.id}" within ${sayDuration(step.timeout)}, the run goes on to "${next.id}" as if somebody had`,
      hint: `take out \`on_failure: continue\`, or add to "${next.id}": \`if: "\${{ steps.${step.id}.outcome == 'passed' }}"\``,
    };
  },
});

/** The word of a group holds for the steps in it. */
const saidAt = (here: StepAt): string => {
  const saying = [...here.around, here].findLast(({ raw }) => 'on_failure' in raw);
  return saying ? `${saying.at}/on_failure` : here.at;
};

/** Whether anything asks how the step ended: then that it goes on is meant. */
const isRead = (id: string, runbook: unknown): boolean =>
  readsIn(runbook, '').some(({ names: [root, step] }) => root === 'steps' && (step === id || step === null));
