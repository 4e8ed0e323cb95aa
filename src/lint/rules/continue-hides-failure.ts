import { stepsAfter } from '../facts/following.ts';
import { namedBy } from '../facts/named-by.ts';
import { readsIn } from '../facts/reads.ts';
import { actionsIn, changedBy } from '../facts/services.ts';
import { seenBy } from '../facts/usual.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'continue-hides-failure',
  area: 'flow',
  severity: 'warning',
  summary: 'Where a run goes on after a change that failed, something asks whether it did.',
  needsEveryStep: true,
  *step(here, subject) {
    const { step, raw, at } = here;
    const changing = raw['on_failure'] === 'continue' ? actionsIn([step]) : [];
    if (changing.length === 0) return;
    const later = stepsAfter(here, subject);
    const next = actionsIn(later)[0];
    // Of tasks that are stopped after it `stale-while-failing` speaks.
    if (!next || next.uses === 'ecs.stop-tasks') return;
    const ids = [step, ...changing].map(({ id }) => id);
    if (readsIn(subject.raw, '').some(({ names: [root, id] }) => root === 'steps' && ids.includes(String(id)))) return;
    const changed = new Set(changing.flatMap((each) => changedBy(each, subject)));
    const isChecked = later.some(
      (each) => each.kind === 'check' && namedBy(each, seenBy(each, subject)).some((name) => changed.has(name)),
    );
    if (isChecked) return;
    yield {
      at: `${at}/on_failure`,
      message: `when "${step.id}" fails, the run goes on with "${next.id}" and nothing asks what became of it`,
      hint: `leave out \`on_failure\`, so that a person decides; or ask: \`if: "\${{ steps.${step.id}.outcome == 'passed' }}"\``,
    };
  },
});
