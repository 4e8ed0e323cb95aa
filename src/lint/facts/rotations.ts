import type { ActionStep } from '#domain/runbook.ts';

const rotating = new Set(['ssm.rotate-parameter', 'secrets.rotate', 'secrets.promote']);

/** Whether an action step gives those that read a secret a new value. What is put beside the one in use is not read yet. */
export const rotates = ({ uses, with: input }: Pick<ActionStep, 'uses' | 'with'>): boolean =>
  rotating.has(uses) || (uses === 'secrets.put' && input['stage'] === 'current');
