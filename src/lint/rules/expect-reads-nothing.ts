import { isObject } from '#domain/json.ts';
import { constantOf } from '../facts/constant.ts';
import { expressionsIn, readsIn } from '../facts/reads.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'expect-reads-nothing',
  area: 'expressions',
  severity: 'warning',
  summary: 'The verdict of a check comes from what it has read.',
  *step({ raw, at }) {
    const verify = Array.isArray(raw['verify']) ? raw['verify'] : [];
    for (const [place, check] of [
      [at, raw],
      ...verify.map((each, i) => [`${at}/verify/${i}`, each] as const),
    ] as const) {
      if (!isObject(check) || typeof check['expect'] !== 'string') continue;
      const [own] = expressionsIn(check['expect'], `${place}/expect`);
      const isBlind = readsIn(check['expect'], '').every(({ names: [root] }) => root !== 'outputs');
      // One that is always the same is said to be so.
      if (!own || !isBlind || constantOf(own.node) !== undefined) continue;
      yield {
        ...own.place,
        message: `\`expect\` does not look at what "${String(check['check'])}" has read`,
        hint: 'compare something of `outputs`, or make it the `if` of the step',
      };
    }
  },
});
