import { canonical } from '#domain/json.ts';
import type { Step } from '#domain/runbook.ts';
import { justBefore } from '../facts/just-before.ts';
import { once } from '../once.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'step-twice',
  area: 'flow',
  severity: 'warning',
  summary: 'A step does not do again what the one before it has just done.',
  *step(here) {
    const { step, at } = here;
    const previous = justBefore(here)?.step;
    const own = does(step);
    if (!previous || own === undefined || own !== does(previous)) return;
    yield {
      at: `${at}/id`,
      message: `"${step.id}" does the same as "${previous.id}" before it`,
      hint: 'take one of them out, or mend what was copied',
    };
  },
});

const does = once((step: Step): string | undefined =>
  step.kind === 'action' || step.kind === 'check'
    ? canonical({ uses: step.uses, with: step.with, items: step.forEach?.items, if: step.if })
    : undefined,
);
