import { sayDuration } from '#domain/duration.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'hold-too-long',
  area: 'operations',
  severity: 'warning',
  summary: 'A held step waits for a shorter time than the run may take.',
  *runbook({ raw, runbook: { hold, timeout } }) {
    if (!('hold' in raw) || hold < timeout) return;
    yield {
      at: '/hold',
      message: `a held step may wait for ${sayDuration(hold)}, but the run is stopped after ${sayDuration(timeout)}`,
      hint: 'shorten `hold`, or lengthen `timeout`',
    };
  },
});
