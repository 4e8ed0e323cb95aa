import { withAt } from '../facts/calls.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'rotate-labels-same',
  area: 'secrets',
  severity: 'error',
  summary: 'The new and the previous version of a parameter have labels of their own.',
  *step(here) {
    const { step } = here;
    if (step.kind !== 'action' || step.uses !== 'ssm.rotate-parameter') return;
    const { current_label: current = 'current', previous_label: previous = 'previous' } = step.with;
    if (current !== previous) return;
    yield {
      at: withAt(here, 'previous_label' in step.with ? 'previous_label' : 'current_label'),
      message: `"${current}" is the label of the new version and of the one before, and a label is on one version`,
      hint: 'leave both out: they are `current` and `previous`',
    };
  },
});
