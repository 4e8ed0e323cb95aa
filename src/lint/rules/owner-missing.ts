import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'owner-missing',
  area: 'operations',
  severity: 'warning',
  summary: 'Somebody keeps the runbook up to date.',
  *runbook({ raw, runbook, whole }) {
    if (!whole || 'owner' in raw) return;
    yield {
      at: '/runbook',
      message: `nobody is said to keep "${runbook.id}" up to date`,
      hint: 'add `owner: <team>`: who mends it is asked for at night too',
    };
  },
});
