import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'input-impossible',
  area: 'inputs',
  severity: 'error',
  summary: 'Some value fits every limit of an input.',
  *runbook({ runbook }) {
    for (const { name, min, max, minLength, maxLength, minItems, maxItems } of runbook.inputs)
      for (const [least, most, key] of [
        [min, max, 'min'],
        [minLength, maxLength, 'min_length'],
        [minItems, maxItems, 'min_length'],
      ] as const) {
        if (least === undefined || most === undefined || least <= most) continue;
        yield {
          at: `/inputs/${name}/${key}`,
          message: `nothing fits "${name}": it must be at least ${least} and at most ${most}`,
          hint: `exchange \`${key}\` and \`${key.replace('min', 'max')}\``,
        };
      }
  },
});
