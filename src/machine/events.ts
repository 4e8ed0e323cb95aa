/**
 * What comes back to the machine. A *lane* is where a step runs: its id, or `<id>/<j>` inside a `for_each` (j from 0); the run itself is lane `run`.
 * `turn` is the lane's turn that the answer belongs to; a late answer has an old one and does not apply. `at` is when it was dispatched, epoch milliseconds.
 * The engine adds members of its own (who, why, evidence); the machine reads only what stands here.
 */
export type MachineEvent = Address & Payload;

interface Address {
  readonly lane: string;
  readonly turn: number;
  readonly at: number;
}

/** Why a timer rang; also the name of the want that armed it. */
export type Purpose = 'within' | 'timeout' | 'settle' | 'hold' | 'wait' | 'remind';

export type Payload =
  /** `count`: how many items a `for_each` has; absent elsewhere. */
  | { readonly name: 'ENTERED'; readonly count?: number }
  /** Its `if` is false. */
  | { readonly name: 'SKIPPED' }
  /** `until`: when an ask or a wait for a lock would end, were it the first of this step. */
  | { readonly name: 'PLANNED'; readonly until: number }
  | { readonly name: 'NOTHING_TO_DO' }
  | { readonly name: 'REFUSED' }
  | { readonly name: 'FAILED' }
  /** `waited`: somebody else had the lock, so the plan is stale; `covered`: an approved together-ask holds for exactly this plan. */
  | { readonly name: 'LOCKED'; readonly waited: boolean; readonly covered: boolean }
  | { readonly name: 'APPROVED' }
  | { readonly name: 'REJECTED' }
  /** `last`: the plan has no further request. */
  | { readonly name: 'APPLIED'; readonly last: boolean }
  | { readonly name: 'DRIFTED' }
  | { readonly name: 'LAPSED' }
  | { readonly name: 'NOT_APPLIED' }
  | { readonly name: 'UNKNOWN' }
  | { readonly name: 'BY_OTHER' }
  /** `until`: when settling ends (of an action's own verify). */
  | { readonly name: 'VERIFIED'; readonly until: number }
  | { readonly name: 'SLOW' }
  /** It held, and while settling no longer does: verify anew. */
  | { readonly name: 'SLIPPED' }
  | { readonly name: 'SUPERSEDED' }
  | { readonly name: 'TIMED_OUT'; readonly purpose: Purpose }
  /** Of a manual step: a person says so. */
  | { readonly name: 'DONE' }
  /** Of a `choose` step: a person picks this option. */
  | { readonly name: 'CHOSEN'; readonly option: string }
  | { readonly name: 'RETRY' }
  | { readonly name: 'LOOK_AGAIN' }
  | { readonly name: 'SAY_APPLIED'; readonly last: boolean }
  | { readonly name: 'SAY_NOT_APPLIED' }
  | { readonly name: 'SKIP' }
  /** Lane `run` only. */
  | { readonly name: 'STOP' }
  /** Lane `run` only: come to rest, then put back what was changed. A STOP that follows wins. */
  | { readonly name: 'ROLL_BACK' };
