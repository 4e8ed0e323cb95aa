import { isProduction } from '../facts/production.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'environment-no-commit',
  area: 'approval',
  severity: 'warning',
  summary: 'Production runs only what is committed.',
  *config({ config }) {
    for (const { id, requireCommit } of config.environments) {
      if (!isProduction(id) || requireCommit) continue;
      yield {
        at: `/environments/${id}`,
        on: 'key',
        message: `"${id}" runs runbooks that are in no commit: nobody has reviewed them, and their history does not keep them`,
        hint: 'add `require_commit: true`',
      };
    }
  },
});
