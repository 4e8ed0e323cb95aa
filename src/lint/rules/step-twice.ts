import { canonical } from '#domain/json.ts';
import type { Step } from '#domain/runbook.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'step-twice',
  area: 'flow',
  severity: 'warning',
  summary: 'A step does not do again what the one before it has just done.',
  needsEveryStep: true,
  *step({ step, at, before }) {
    const previous = before.at(-1)?.step;
    const own = does(step);
    if (!previous || own === undefined || own !== does(previous)) return;
    yield {
      at: `${at}/id`,
      message: `"${step.id}" does the same as "${previous.id}" before it`,
      hint: 'take one of them out, or mend what was copied',
    };
  },
});

const does = (step: Step): string | undefined =>
  step.kind === 'action' || step.kind === 'check'
    ? canonical({ uses: step.uses, with: step.with, items: step.forEach?.items, if: step.if })
    : undefined;
