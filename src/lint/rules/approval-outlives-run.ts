import { sayDuration } from '#domain/duration.ts';
import { timesOfRunbook } from '../facts/approval-times.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'approval-outlives-run',
  area: 'approval',
  severity: 'warning',
  summary: 'An ask closes before the run that asks is stopped.',
  *runbook(subject) {
    const { raw, runbook } = subject;
    if (!('timeout' in raw)) return;
    for (const { at, ms } of timesOfRunbook(subject, 'within')) {
      if (ms < runbook.timeout) continue;
      yield {
        at,
        message: `the ask stays open for ${sayDuration(ms)}, but the run is stopped after ${sayDuration(runbook.timeout)}`,
        hint: 'shorten `within`, or give the run a longer `timeout`',
      };
    }
  },
});
