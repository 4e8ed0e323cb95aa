import { defineRule } from '../rule.ts';

const waiting = new Set(['action', 'manual', 'choose']);

export default defineRule({
  id: 'timeout-missing',
  area: 'operations',
  severity: 'warning',
  summary: 'A run that waits for people says how long it may take.',
  *runbook({ raw, runbook, steps, whole }) {
    if (!whole || 'timeout' in raw || !steps.some(({ step }) => waiting.has(step.kind))) return;
    yield {
      at: '/runbook',
      message: `"${runbook.id}" waits for people and has no \`timeout\`, so a forgotten run keeps its locks for up to 24 hours`,
      hint: 'add a `timeout` on the first level, such as `timeout: 2h`',
    };
  },
});
