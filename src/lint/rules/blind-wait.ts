import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'blind-wait',
  area: 'flow',
  severity: 'warning',
  summary: 'A pause after a change is a check of what it waits for, or the `settle` of that change.',
  *step({ step, at, before }) {
    const changed = before.at(-1)?.step;
    if (step.kind !== 'wait' || changed?.kind !== 'action') return;
    yield {
      at: `${at}/wait`,
      message: `"${step.id}" waits without looking whether "${changed.id}" has worked`,
      hint: `say what it waits for: a check in the \`verify\` of "${changed.id}", or its \`settle\``,
    };
  },
});
