import { sayDuration } from '#domain/duration.ts';
import { shortest } from '../facts/shortest.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'timeout-too-short',
  area: 'operations',
  severity: 'error',
  summary: 'A run can end before it is stopped.',
  *runbook({ raw, runbook }) {
    const least = shortest(runbook.steps);
    if (least < runbook.timeout) return;
    yield {
      at: 'timeout' in raw ? '/timeout' : '/runbook',
      message: `the run is stopped after ${sayDuration(runbook.timeout)}, but its pauses and settling alone take ${sayDuration(least)}`,
      hint: 'lengthen `timeout`: approvals and the changes themselves take their time too',
    };
  },
});
