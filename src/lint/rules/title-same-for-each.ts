import { readsIn } from '../facts/reads.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'title-same-for-each',
  area: 'operations',
  severity: 'warning',
  summary: 'The cards of a repeated step can be told apart.',
  *step({ step, raw, at }) {
    if (step.kind !== 'action' || !step.forEach || !('title' in raw)) return;
    if (readsIn(raw['title'], '').some(({ names: [root] }) => root === 'item' || root === 'index')) return;
    yield {
      at: `${at}/title`,
      message: `every card of "${step.id}" has this title, so nobody sees which item is meant`,
      hint: 'name it: `${{ item }}`',
    };
  },
});
