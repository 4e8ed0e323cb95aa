import { valueWritten } from '../facts/value-written.ts';
import { valuesOf } from '../facts/values.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'value-hard-coded',
  area: 'aws',
  severity: 'warning',
  summary: 'What stepward.yml knows of an environment is not written out in a runbook.',
  *runbook(subject) {
    for (const { at, text } of valuesOf(subject)) {
      const found = valueWritten(text, subject.environments);
      if (!found) continue;
      yield {
        at,
        message: `this is \`${found.name}\` of "${found.environment}", written out`,
        hint: `write "\${{ environment.values.${found.name} }}${text.slice(found.value.length)}"`,
      };
    }
  },
});
