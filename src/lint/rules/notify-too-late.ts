import { sayDuration } from '#domain/duration.ts';
import { sayNames } from '../facts/words.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'notify-too-late',
  area: 'approval',
  severity: 'warning',
  summary: 'The second groups are mentioned while there is still something to decide.',
  *config({ config }) {
    for (const { id, notify, approve } of config.environments) {
      if (notify.then.length === 0 || notify.after < approve.within) continue;
      yield {
        at: `/environments/${id}/notify/after`,
        message: `${sayNames(notify.then)} would be mentioned after ${sayDuration(notify.after)}, but an ask in "${id}" closes after ${sayDuration(approve.within)}`,
        hint: 'shorten `after`, or lengthen `within`',
      };
    }
  },
});
