import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'finally-unconditional',
  area: 'operations',
  severity: 'warning',
  summary: 'A change in `finally` is asked for only where there is something to put right.',
  *step({ step, at, part, around }) {
    if (step.kind !== 'action' || part !== 'finally') return;
    if ([step, ...around.map((outer) => outer.step)].some((each) => each.if !== undefined || each.kind === 'choose'))
      return;
    yield {
      at: `${at}/action`,
      message: `"${step.id}" is asked for however the run ends, also when it was rejected before anything changed`,
      hint: "say when: `if: ${{ steps.<id>.outcome == 'passed' }}` of the step that it puts right",
    };
  },
});
