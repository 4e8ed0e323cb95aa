import { below } from '#runbook/yaml/pointer.ts';
import { defineRule } from '../rule.ts';

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
const most = 75;

export default defineRule({
  id: 'option-too-long',
  area: 'inputs',
  severity: 'warning',
  summary: "The choices of an input fit into Slack's list.",
  *runbook({ runbook }) {
    for (const { name, enum: choices = [] } of runbook.inputs) {
      const i = choices.findIndex((choice) => !fits(spelled(choice)));
      if (i < 0) continue;
      const { length } = spelled(choices[i]);
      yield {
        at: below(`/inputs/${name}/enum`, i),
        message: `a choice of ${length} characters does not fit into Slack's list, so every choice of "${name}" has to be typed`,
        hint: `use 1 to ${most} characters`,
      };
    }
  },
});

const spelled = (choice: unknown): string => (typeof choice === 'string' ? choice : JSON.stringify(choice));
const fits = ({ length }: string): boolean => length > 0 && length <= most;
