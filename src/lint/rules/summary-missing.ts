import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'summary-missing',
  area: 'operations',
  severity: 'warning',
  summary: 'The catalogue says when a runbook is the right one.',
  *runbook({ raw, runbook, whole }) {
    if (!whole || 'summary' in raw) return;
    yield {
      at: '/title',
      message: `"${runbook.id}" does not say when to use it, so the catalogue shows only its title`,
      hint: 'add a `summary`: what one sees when it is needed, and what it does',
    };
  },
});
