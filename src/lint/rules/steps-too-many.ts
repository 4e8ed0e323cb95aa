import { defineRule } from '../rule.ts';

/** Slack shows about 48 tasks in a message; a run's has room for these, the others are folded. */
const most = 40;

export default defineRule({
  id: 'steps-too-many',
  area: 'messages',
  severity: 'warning',
  summary: "All steps are seen in a run's message.",
  *runbook({ raw }) {
    const steps = ['steps', 'finally'].flatMap((key) => (Array.isArray(raw[key]) ? raw[key] : []));
    if (steps.length <= most) return;
    yield {
      at: '/steps',
      on: 'key',
      message: `the run's message shows ${most} steps, and these are ${steps.length}`,
      hint: 'put those that belong together into groups: `steps` in a step',
    };
  },
});
