import { canonical } from '#domain/json.ts';
import { actionsIn, itemsOf } from '../facts/services.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'item-twice',
  area: 'flow',
  severity: 'warning',
  summary: 'A list names everything that is changed once.',
  *step({ step, at }, subject) {
    if (!('forEach' in step) || step.kind === 'undo' || !step.forEach || actionsIn([step]).length === 0) return;
    const items = itemsOf(step.forEach, subject)?.map(canonical) ?? [];
    const again = items.findIndex((item, i) => items.indexOf(item) < i);
    if (again < 0) return;
    yield {
      at: Array.isArray(step.forEach.items) ? `${at}/for_each/${again}` : `${at}/for_each`,
      message: `${items[again]} stands in the list twice, so "${step.id}" is done for it twice`,
      hint: 'take one out',
    };
  },
});
