import { defineRule } from '../rule.ts';

/** So many messages in a row are still read. */
const few = 3;

export default defineRule({
  id: 'notify-repeated',
  area: 'messages',
  severity: 'warning',
  summary: 'A channel gets one message, not one for each item.',
  *step({ step, at, around }) {
    if (step.kind !== 'notify') return;
    const repeated = around.find((outer) => 'forEach' in outer.step && outer.step.forEach !== undefined);
    if (!repeated) return;
    const items = repeated.raw['for_each'];
    if (Array.isArray(items) && items.length <= few) return;
    yield {
      at: `${at}/notify`,
      message: `"${step.id}" posts a message for each item of "${repeated.step.id}", and a channel that is flooded is muted`,
      hint: `move it behind "${repeated.step.id}", and name the items in one text`,
    };
  },
});
