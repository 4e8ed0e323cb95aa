import { isProduction } from '../facts/production.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'environment-open',
  area: 'approval',
  severity: 'warning',
  summary: 'Runs in production are started where others see them.',
  *config({ config }) {
    for (const { id, channels } of config.environments) {
      if (!isProduction(id) || channels.length > 0) continue;
      yield {
        at: `/environments/${id}`,
        on: 'key',
        message: `runs in "${id}" may be started in any channel, also in one that nobody reads`,
        hint: 'name the channels where they may be: `channels: [C0PRODOPS]`',
      };
    }
  },
});
