import { isProduction } from '../facts/production.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'environment-no-role',
  area: 'approval',
  severity: 'warning',
  summary: "Changes in production are made with a role of their own, not with the bot's identity.",
  *config({ config }) {
    for (const { id, account, role } of config.environments) {
      if (!isProduction(id) || role !== undefined) continue;
      yield {
        at: `/environments/${id}`,
        on: 'key',
        message: `without a \`role\` the bot itself may change "${id}" at any time, and not only for an approved request`,
        hint: `add \`role: arn:aws:iam::${account}:role/<name>\`, which is assumed for each approved change`,
      };
    }
  },
});
