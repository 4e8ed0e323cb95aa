import { defineRule } from '../rule.ts';

/** A modal holds 100 blocks (https://docs.slack.dev/reference/views/modal-views), of which the form itself takes up to ten. */
const most = 90;

export default defineRule({
  id: 'inputs-too-many',
  area: 'inputs',
  severity: 'error',
  summary: "All inputs fit into Slack's form.",
  *runbook({ runbook }) {
    // A secret is never asked for in Slack.
    const asked = runbook.inputs.filter(({ secret }) => !secret);
    const first = asked[most];
    if (!first) return;
    yield {
      at: `/inputs/${first.name}`,
      on: 'key',
      message: `Slack's form holds ${most} inputs and leaves out the rest, from "${first.name}" on: here are ${asked.length}`,
      hint: 'ask for less: make several runbooks of this one, or move what does not change to `values` of stepward.yml',
    };
  },
});
