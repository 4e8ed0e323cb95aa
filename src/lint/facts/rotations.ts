import type { ActionStep, Step } from '#domain/runbook.ts';

const rotating = new Set(['ssm.rotate-parameter', 'secrets.rotate', 'secrets.put', 'secrets.promote']);

/** Whether a step gives a secret a new value. */
export const rotates = (step: Step): step is ActionStep => step.kind === 'action' && rotating.has(step.uses);
