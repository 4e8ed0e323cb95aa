import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'rotate-value-missing',
  area: 'secrets',
  severity: 'error',
  summary: 'A new value is either generated or given.',
  *step({ step, at }) {
    if (step.kind !== 'action' || step.uses !== 'ssm.rotate-parameter') return;
    const given = ['value', 'generate'].filter((key) => key in step.with);
    if (given.length === 1) return;
    const many = given.length === 0 ? 'neither `value` nor `generate`' : 'both `value` and `generate`';
    yield {
      at: `${at}/with`,
      on: 'key',
      message: `"${step.id}" has ${many}, so it fails before anything is planned`,
      hint: 'have it made, so that nobody sees it: `generate: { bytes: 48 }`',
    };
  },
});
