import { justBefore } from '../facts/just-before.ts';
import { sinceChange } from '../facts/since.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'log-check-late',
  area: 'aws',
  severity: 'warning',
  summary: 'A check after a change counts the lines since the change, not since itself.',
  *step(here, subject) {
    const { step, at } = here;
    const change = justBefore(here)?.step;
    if (step.kind !== 'check' || step.uses !== 'logs.wait-for' || 'since' in step.with) return;
    if (change?.kind !== 'action') return;
    yield {
      at: `${at}/check`,
      message: `"${step.id}" counts lines from its own start; the "${step.with['pattern']}" that "${change.id}" brings is written before that`,
      hint: `put it into the \`verify\` of "${change.id}", or add \`since: ${sinceChange(change, subject)}\``,
    };
  },
});
