import { hasHole } from '#runbook/expression/template.ts';
import { withAt } from '../facts/calls.ts';
import { defineRule, signatureOf } from '../rule.ts';

export default defineRule({
  id: 'secret-literal',
  area: 'secrets',
  severity: 'error',
  summary: 'A secret that an action takes is not written into the runbook.',
  *step(here, subject) {
    const { step } = here;
    if (step.kind !== 'action') return;
    for (const key of signatureOf(here, subject)?.secrets ?? []) {
      const value = step.with[key];
      if (typeof value !== 'string' || hasHole(value)) continue;
      yield {
        at: withAt(here, key),
        message: `\`${key}\` of "${step.id}" is a secret, and it stands here for everybody to read`,
        hint: 'have it made with `generate: { bytes: 48 }`, or give it when the run starts: an input with `secret: true`',
      };
    }
  },
});
