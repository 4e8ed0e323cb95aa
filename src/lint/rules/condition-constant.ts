import { lastOf } from '#runbook/yaml/pointer.ts';
import { constantOf } from '../facts/constant.ts';
import { expressionsIn } from '../facts/reads.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'condition-constant',
  area: 'expressions',
  severity: 'warning',
  summary: 'A condition can be true and can be false.',
  *runbook({ raw }) {
    for (const { node, place, text } of expressionsIn(raw, '')) {
      const key = lastOf(place.at);
      const always = key === 'if' || key === 'expect' ? constantOf(node) : undefined;
      if (always === undefined) continue;
      yield {
        ...place,
        message: `\`${text}\` is always ${always}`,
        hint: always ? `take out \`${key}\`` : 'compare with something that changes, or take out what it guards',
      };
    }
  },
});
