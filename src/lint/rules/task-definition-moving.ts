import { hasHole } from '#runbook/expression/template.ts';
import { withAt } from '../facts/calls.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'task-definition-moving',
  area: 'aws',
  severity: 'warning',
  summary: 'A task definition is named with its revision.',
  *step(here) {
    const { step } = here;
    const named = step.kind === 'action' ? step.with['task_definition'] : undefined;
    if (typeof named !== 'string' || hasHole(named) || /:\d+$/.test(named)) return;
    yield {
      at: withAt(here, 'task_definition'),
      message: `"${named}" is the newest active revision at that moment, whoever registered it`,
      hint: `name the revision, such as \`${named}:7\`, or let the form ask: an input with \`from: ecs.revisions\``,
    };
  },
});
