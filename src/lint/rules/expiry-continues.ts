import { sayDuration } from '#domain/duration.ts';
import { readsIn } from '../facts/reads.ts';
import { defineRule, type StepAt } from '../rule.ts';

export default defineRule({
  id: 'expiry-continues',
  area: 'approval',
  severity: 'error',
  summary: 'A run does not go on because nobody has answered.',
  *step({ step, at, raw, part, around }, { raw: runbook }) {
    if (step.kind !== 'manual' && step.kind !== 'choose') return;
    if (step.onFailure !== 'continue' || part === 'finally' || isRead(step.id, runbook)) return;
    yield {
      at: 'on_failure' in raw ? `${at}/on_failure` : (saidBy(around) ?? at),
      message: `if nobody answers "${step.id}" within ${sayDuration(step.timeout)}, the run goes on as if somebody had`,
      hint: `take out \`on_failure: continue\`, or let what follows say \`if: \${{ steps.${step.id}.outcome == 'passed' }}\``,
    };
  },
});

const saidBy = (around: readonly StepAt[]): string | undefined => {
  const outer = around.findLast(({ raw }) => 'on_failure' in raw);
  return outer && `${outer.at}/on_failure`;
};

/** Whether anything asks how the step ended: then that it goes on is meant. */
const isRead = (id: string, runbook: unknown): boolean =>
  readsIn(runbook, '').some(({ names: [root, step] }) => root === 'steps' && (step === id || step === null));
