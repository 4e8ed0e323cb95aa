import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'test-missing',
  area: 'operations',
  severity: 'warning',
  summary: 'A runbook that changes something has been tried before it is needed.',
  *runbook({ runbook, steps, beside }) {
    const wanted = `${runbook.id}.test.yml`;
    if (!beside || beside.includes(wanted) || !steps.some(({ step }) => step.kind === 'action')) return;
    yield {
      at: '/runbook',
      message: `there is no "${wanted}" beside it, so the first to try "${runbook.id}" is whoever needs it`,
      hint: 'write one: `stepward test` runs it on a practice account, in no time',
    };
  },
});
