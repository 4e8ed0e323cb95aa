import { actionsIn } from '../facts/services.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'choice-no-way-out',
  area: 'flow',
  severity: 'warning',
  summary: 'Of several ways on, one leaves things as they are.',
  *step({ step, at }) {
    if (step.kind !== 'choose') return;
    if (step.options.some(({ steps, end }) => end !== undefined || actionsIn(steps).length === 0)) return;
    yield {
      at: `${at}/choose/options`,
      message: `every option of "${step.id}" changes something; who sees that nothing is needed can only stop the run`,
      hint: 'add an option with `steps: []`, or one that ends: `{ id: leave-it, label: Leave it, end: stopped }`',
    };
  },
});
