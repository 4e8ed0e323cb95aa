import { stepsBefore } from '../facts/following.ts';
import { namedBy } from '../facts/named-by.ts';
import { actionsIn, changedBy } from '../facts/services.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'verify-other-service',
  area: 'flow',
  severity: 'warning',
  summary: 'A `verify` looks at what its step has changed.',
  *step(here, subject) {
    const { step, at } = here;
    if (step.kind !== 'action' || step.forEach || step.verify.length === 0) return;
    const own = changedBy(step, subject);
    const earlier = new Set(actionsIn(stepsBefore(here, subject)).flatMap((each) => changedBy(each, subject)));
    const named = step.verify.map((check) => namedBy(check, subject));
    const isLeftOver = (names: readonly string[]): boolean =>
      names.length > 0 && names.every((name) => earlier.has(name) && !own.includes(name));
    if (own.length === 0 || !named.every(isLeftOver)) return;
    yield {
      at: `${at}/verify`,
      on: 'key',
      message: `"${step.id}" changes "${own[0]}", and its \`verify\` looks only at "${named.flat()[0]}", which an earlier step has changed`,
      hint: `look at "${own[0]}", such as at its log`,
    };
  },
});
