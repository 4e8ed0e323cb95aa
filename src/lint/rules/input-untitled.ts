import { isObject } from '#domain/json.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'input-untitled',
  area: 'inputs',
  severity: 'warning',
  summary: 'The form says what it asks for.',
  *runbook({ raw, runbook }) {
    for (const { name } of runbook.inputs) {
      const input = isObject(raw['inputs']) ? raw['inputs'][name] : undefined;
      if (!isObject(input) || 'title' in input || 'description' in input) continue;
      yield {
        at: `/inputs/${name}`,
        on: 'key',
        message: `the form asks for "${name}" and does not say what that is`,
        hint: 'add a `title`, and a `description` of what to type',
      };
    }
  },
});
