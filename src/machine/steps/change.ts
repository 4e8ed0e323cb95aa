import type { ActionStep } from '#domain/runbook.ts';

/** What the machine must know of a step that changes something: an action, or an undo. */
export type Change = Pick<ActionStep, 'onFailure' | 'timeout' | 'verify' | 'settle' | 'verifiedBy'>;
