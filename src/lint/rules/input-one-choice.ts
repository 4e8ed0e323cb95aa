import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'input-one-choice',
  area: 'inputs',
  severity: 'warning',
  summary: 'What is asked can be answered in more than one way.',
  *runbook({ runbook }) {
    for (const { name, enum: choices, required, default: value } of runbook.inputs) {
      if (choices?.length !== 1 || (!required && value === undefined)) continue;
      yield {
        at: `/inputs/${name}/enum`,
        message: `"${name}" can only be ${JSON.stringify(choices[0])}`,
        hint: 'write the value where it is used, or name the other choices',
      };
    }
  },
});
