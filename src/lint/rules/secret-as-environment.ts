import { isObject } from '#domain/json.ts';
import { below } from '#runbook/yaml/pointer.ts';
import { withAt } from '../facts/calls.ts';
import { namesSecret } from '../facts/secret-names.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'secret-as-environment',
  area: 'secrets',
  severity: 'error',
  summary: 'A container gets its secrets from where they are kept, not as plain variables.',
  *step(here) {
    const { step } = here;
    const variables = step.kind === 'action' ? step.with['environment'] : undefined;
    for (const name of Object.keys(isObject(variables) ? variables : {})) {
      if (!namesSecret(name)) continue;
      yield {
        at: below(withAt(here, 'environment'), name),
        on: 'key',
        message: `${name} becomes part of the task definition, which everybody who can describe it can read`,
        hint: `put it under \`secrets\`: \`${name}: <ARN of the secret or path of the parameter>\``,
      };
    }
  },
});
