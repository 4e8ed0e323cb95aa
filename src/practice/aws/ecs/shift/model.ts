import type { HookAction } from '../configuration.ts';
import type { Stage } from './stages.ts';

/** How far a deployment that shifts traffic has come. */
export interface Shift {
  readonly stages: readonly Stage[];
  at: number;
  /** When it came to this stage. */
  since: number;
  readonly hooks: Hook[];
}

/** A hook of the configuration that a stage called. */
export interface Hook {
  readonly id: string;
  readonly targetType: 'AWS_LAMBDA' | 'PAUSE';
  readonly targetArn: string | undefined;
  readonly expiresAt: number;
  readonly timeoutAction: HookAction;
  status: 'AWAITING_ACTION' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
}
