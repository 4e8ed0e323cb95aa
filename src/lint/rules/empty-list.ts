import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'empty-list',
  area: 'expressions',
  severity: 'warning',
  summary: 'There is something to repeat.',
  *step({ step, raw, at }) {
    const items = raw['for_each'];
    if (!Array.isArray(items) || items.length > 0) return;
    yield {
      at: `${at}/for_each`,
      message: `the list is empty, so "${step.id}" never does anything`,
      hint: 'name the items, or take out the step',
    };
  },
});
