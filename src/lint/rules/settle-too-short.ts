import { sayDuration } from '#domain/duration.ts';
import { replacesTasks } from '../facts/rolls.ts';
import { defineRule } from '../rule.ts';

const least = 10_000;

export default defineRule({
  id: 'settle-too-short',
  area: 'aws',
  severity: 'warning',
  summary: 'New tasks are watched for long enough to see one crash.',
  *step({ step, raw, at }) {
    if (step.kind !== 'action' || !replacesTasks(step.uses) || !('settle' in raw)) return;
    if (step.settle >= least || step.verify.length > 0 || step.verifiedBy !== undefined) return;
    yield {
      at: `${at}/settle`,
      message: `in ${sayDuration(step.settle)} a program that starts and then crashes still looks well`,
      hint: 'give it `settle: 30s` or more, or prove it with a `verify`',
    };
  },
});
