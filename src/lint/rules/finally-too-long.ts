import { sayDuration } from '#domain/duration.ts';
import { shortest } from '../facts/shortest.ts';
import { defineRule } from '../rule.ts';

/** All of `finally` together is stopped after this time. */
const limit = 30 * 60_000;

export default defineRule({
  id: 'finally-too-long',
  area: 'operations',
  severity: 'warning',
  summary: 'What stands in `finally` fits into its 30 minutes.',
  *runbook({ runbook }) {
    const least = shortest(runbook.finally);
    if (least < limit) return;
    yield {
      at: '/finally',
      on: 'key',
      message: `\`finally\` is stopped after 30 min, but its pauses and settling alone take ${sayDuration(least)}`,
      hint: 'move what takes long to the end of `steps`',
    };
  },
  *step({ step, at, raw, part }) {
    if (part !== 'finally' || !('timeout' in step) || !('timeout' in raw) || step.timeout <= limit) return;
    yield {
      at: `${at}/timeout`,
      message: `"${step.id}" may take ${sayDuration(step.timeout)}, but all of \`finally\` is stopped after 30 min`,
      hint: 'shorten `timeout`, or move it to the end of `steps`',
    };
  },
});
