import { isObject } from '#domain/json.ts';
import { defineRule } from '../rule.ts';

const needed = { older_than: 'older', stuck_for: 'stuck' } as const;

export default defineRule({
  id: 'stale-age-unused',
  area: 'aws',
  severity: 'warning',
  summary: 'An age from which tasks are stale is used by what is selected.',
  *step({ step, raw, at }) {
    if (step.kind !== 'action' || step.uses !== 'ecs.stop-tasks' || !isObject(raw['with'])) return;
    const { select } = step.with;
    if (!Array.isArray(select)) return;
    for (const [key, selector] of Object.entries(needed)) {
      if (!(key in raw['with']) || select.includes(selector)) continue;
      yield {
        at: `${at}/with/${key}`,
        on: 'key',
        message: `\`${key}\` has no effect: \`select\` does not name \`${selector}\``,
        hint: `add \`${selector}\` to \`select\`, or take out \`${key}\``,
      };
    }
  },
});
