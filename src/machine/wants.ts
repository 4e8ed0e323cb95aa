import type { Purpose } from './events.ts';

/**
 * What a state wants from the engine for as long as it lasts: something done (`enter` … `prove`), somebody asked (`ask`, `held`, `unclear`, `slow`), or a timer.
 * `enter` is pure and answered in the same dispatch. `check` reads the step's own check, or the `check`-th of its `verify`; `prove` is verify once more after settling.
 */
export type What =
  | 'enter'
  | 'plan'
  | 'lock'
  | 'ask'
  | 'apply'
  | 'reconcile'
  | 'verify'
  | 'check'
  | 'prove'
  | 'held'
  | 'unclear'
  | 'slow'
  | Purpose;

export interface Want {
  /** `<lane>:<turn>:<what>`: the same want keeps its key for as long as it is wanted. */
  readonly key: string;
  readonly what: What;
  readonly lane: string;
  readonly turn: number;
  /** Id of the step in the runbook. */
  readonly step: string;
  /** What runs in the lane: the step's id, or `<id>~2` for its second item. */
  readonly instance: string;
  /** Rises with every planning; names the plan and the ask `<instance>@<attempt>`. */
  readonly attempt: number;
  /** Rises only after an attempt that is known to have applied something; part of the token. */
  readonly generation: number;
  /** Which request of the plan (`apply`, `reconcile`), or which check of `verify` (`check`), from 0. */
  readonly n: number;
  /** Item of the `for_each`, from 0. */
  readonly item?: number;
  /** Timers: when it rings, epoch milliseconds. `apply`: no further request may begin after it. */
  readonly due?: number;
  /** The plan, the locks or the ask are those of all members of a together step. */
  readonly together?: boolean;
}
