import { isProduction } from '../facts/production.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'impact-missing',
  area: 'operations',
  severity: 'warning',
  summary: 'Who approves a change in production reads first what users will notice.',
  *step({ step, at, part }, { runbook }) {
    const production = runbook.environments.find(isProduction);
    if (step.kind !== 'action' || step.impact !== undefined || part === 'undo' || !production) return;
    yield {
      at: `${at}/action`,
      message: `whoever approves "${step.id}" in "${production}" is not told what users will notice`,
      hint: 'add an `impact`, also where it is that nobody notices anything',
    };
  },
});
