import { canonical } from '#domain/json.ts';
import type { ActionStep, CheckStep, Step } from '#domain/runbook.ts';
import { justBefore } from '../facts/just-before.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'step-twice',
  area: 'flow',
  severity: 'warning',
  summary: 'A step does not do again what the one before it has just done.',
  *step(here) {
    const { step, at } = here;
    const previous = justBefore(here)?.step;
    if (!previous || !isCall(step) || !isCall(previous) || step.uses !== previous.uses) return;
    if (does(step) !== does(previous)) return;
    yield {
      at: `${at}/id`,
      message: `"${step.id}" does the same as "${previous.id}" before it`,
      hint: 'take one of them out, or mend what was copied',
    };
  },
});

type Call = ActionStep | CheckStep;

const isCall = (step: Step): step is Call => step.kind === 'action' || step.kind === 'check';

const does = (call: Call): string => canonical({ with: call.with, items: call.forEach?.items, if: call.if });
