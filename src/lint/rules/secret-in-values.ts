import { isObject } from '#domain/json.ts';
import { below } from '#runbook/yaml/pointer.ts';
import { namesSecret } from '../facts/secret-names.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'secret-in-values',
  area: 'secrets',
  severity: 'error',
  summary: 'The values of an environment hold no secrets.',
  *config({ config }) {
    for (const { id, values } of config.environments) {
      const at = below(below('/environments', id), 'values');
      for (const [name, value] of Object.entries(isObject(values) ? values : {})) {
        // A path or an ARN says where it is kept.
        if (!namesSecret(name) || typeof value !== 'string' || /^(?:\/|arn:)/.test(value)) continue;
        yield {
          at: below(at, name),
          message: `"${name}" of "${id}" looks like a secret, and runbooks put values into texts and on cards`,
          hint: 'keep it in SSM or Secrets Manager, and here the path of the parameter or the ARN of the secret',
        };
      }
    }
  },
});
