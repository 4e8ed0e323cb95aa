import { parseDuration } from '#domain/duration.ts';
import type { ActionStep } from '#domain/runbook.ts';
import { type Call, callsOf, withAt } from '../facts/calls.ts';
import { stepsBefore } from '../facts/following.ts';
import { sinceChange } from '../facts/since.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'log-check-stale',
  area: 'aws',
  severity: 'warning',
  summary: 'A line that proves a change was written after it.',
  *step(here, subject) {
    const change = here.step.kind === 'action' ? here.step : stepsBefore(here, subject).findLast(isAction);
    if (!change) return;
    for (const call of callsOf(here)) {
      if (call.uses !== 'logs.wait-for' || !isBefore(call, change)) continue;
      yield {
        at: withAt(call, 'since'),
        message: `lines from before "${change.id}" count too, so an old "${call.with['pattern']}" is taken for the new one`,
        hint:
          call.kind === 'verify'
            ? 'leave out `since`: in a `verify`, lines count from the start of the oldest new task'
            : `count from the change: \`since: ${sinceChange(change, subject)}\``,
      };
    }
  },
});

const isAction = (step: { readonly kind: string }): step is ActionStep => step.kind === 'action';

/** Whether the `since` of a check lies before the change that it is to prove. */
function isBefore({ kind, with: { since } }: Call, change: ActionStep): boolean {
  if (typeof since !== 'string') return false;
  if (kind === 'verify') return true;
  if (/^\d+[smh]$/.test(since)) return parseDuration(since) > change.settle;
  return !since.includes('${{') || /\brun\.started_at\b|\bsteps\.\w+\.started_at\b/.test(since);
}
