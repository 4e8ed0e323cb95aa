import { constantOf } from '../facts/constant.ts';
import { expressionsIn } from '../facts/reads.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'condition-constant',
  area: 'expressions',
  severity: 'warning',
  summary: 'A condition can be true and can be false.',
  *step({ raw, at }) {
    for (const key of ['if', 'expect'])
      for (const { node, place, text } of expressionsIn(raw[key], `${at}/${key}`)) {
        const always = constantOf(node);
        if (always === undefined) continue;
        yield {
          ...place,
          message: `\`${text}\` is always ${always}`,
          hint: always ? `take out \`${key}\`` : 'compare with something that changes, or take out the step',
        };
      }
  },
});
