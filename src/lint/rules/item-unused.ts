import { readsIn } from '../facts/reads.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'item-unused',
  area: 'expressions',
  severity: 'warning',
  summary: 'A repeated step does something else for each item.',
  *step({ step, raw, at }) {
    if (!('for_each' in raw)) return;
    const { for_each: _, ...repeated } = raw;
    if (readsIn(repeated, '').some(({ names: [root] }) => root === 'item' || root === 'index')) return;
    yield {
      at: `${at}/for_each`,
      on: 'key',
      message: `"${step.id}" never reads \`item\`, so it does the same for each`,
      hint: 'put the item where it belongs, such as `service: "${{ item }}"`, or take out `for_each`',
    };
  },
});
