import { defineRule, signatureOf } from '../rule.ts';

export default defineRule({
  id: 'undo-undeclared',
  area: 'aws',
  severity: 'warning',
  summary: 'A change that its action cannot put back says how it is put back, or why not.',
  *step(here, subject) {
    const { step, at, part } = here;
    if (step.kind !== 'action' || part !== 'steps' || step.undo.kind !== 'auto') return;
    if (signatureOf(here, subject)?.undo !== 'impossible') return;
    yield {
      at: 'undo' in here.raw ? `${at}/undo` : `${at}/action`,
      message: `${step.uses} cannot put back what "${step.id}" does, and nothing says what happens when the run is rolled back`,
      hint: 'add `undo: { none: <reason> }`, which stands on the card of the roll back, or `undo: { steps: [...] }`',
    };
  },
});
