import { sayDuration } from '#domain/duration.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'break-glass-too-late',
  area: 'approval',
  severity: 'warning',
  summary: 'The glass can be broken while there is still something to decide.',
  *config({ config }) {
    for (const { id, breakGlass, approve } of config.environments) {
      if (!breakGlass || breakGlass.after < approve.within) continue;
      yield {
        at: `/environments/${id}/break_glass/after`,
        message: `nobody could approve alone before ${sayDuration(breakGlass.after)} are over, but an ask in "${id}" closes after ${sayDuration(approve.within)}`,
        hint: 'shorten `after`, or lengthen `within`',
      };
    }
  },
});
