import type { Facts } from './facts.ts';

/** Something that keeps a service from running what it should. */
export interface Cause {
  /** Stable: runbooks choose by it. */
  readonly id: string;
  /** What to do about it, in one or two sentences that name the action. */
  readonly helps: string;
  /** What shows it, the plainest first; undefined where nothing does. Pure. */
  find(facts: Facts): readonly string[] | undefined;
}
