import { defineRule } from '../rule.ts';

const shown = new Set(['action', 'manual', 'choose']);

export default defineRule({
  id: 'title-missing',
  area: 'operations',
  severity: 'warning',
  summary: 'What people are asked about has a title.',
  *step({ step, raw, at }) {
    if (!shown.has(step.kind) || 'title' in raw) return;
    yield {
      at: `${at}/id`,
      message: `people are asked about "${step.id}", a name for expressions and not for them`,
      hint: 'add a `title`: what is done, to what, as in "Restart Kafka"',
    };
  },
});
