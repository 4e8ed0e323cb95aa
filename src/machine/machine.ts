import type { Json } from '#domain/json.ts';
import type { Want } from './wants.ts';

export type Outcome = 'passed' | 'skipped' | 'failed' | 'halted';

/** Why a run is coming to rest, or came to its end. */
export type HaltReason =
  | 'stop'
  | 'rejected'
  | 'hold'
  | 'failure'
  | 'time'
  | 'rollback'
  | 'chosen-stop'
  | 'chosen-success';

export type StateName =
  | 'entering'
  | 'planning'
  | 'locking'
  | 'asking'
  | 'applying'
  | 'reconciling'
  | 'unclear'
  | 'verifying'
  | 'checking'
  | 'settling'
  | 'proving'
  | 'waiting'
  | 'held'
  /** A group, or a repeated step, whose members run. */
  | 'inside'
  | Outcome;

/** Where a lane stands. `state` is absent while nothing has been entered yet. */
export interface LaneAt {
  readonly lane: string;
  readonly step: string;
  readonly instance: string;
  readonly turn: number;
  readonly attempt: number;
  readonly generation: number;
  readonly n: number;
  readonly item?: number;
  readonly state?: StateName;
  /** Some request of some attempt of this instance is known to have been applied. */
  readonly applied: boolean;
  readonly slow: boolean;
}

/** Of a repeated step: how many items there are and how they ended so far. */
export interface LoopAt {
  readonly step: string;
  readonly count: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export type Phase = 'running' | 'rolling-back' | 'finishing' | 'succeeded' | 'failed' | 'rolled-back' | 'stopped';

/** The whole of a run's position, read off its snapshot. */
export interface Position {
  readonly phase: Phase;
  /** Of lane `run`: rises with every phase and when the run is halted, so that the same STOP delivered twice stops once. */
  readonly turn: number;
  /** Set while the run is coming to rest. */
  readonly halt?: HaltReason;
  /** Why the steps ended other than by running through. */
  readonly ending?: HaltReason;
  /** The outcome of a request in flight was still unknown when the run ended. */
  readonly outcomeUnknown: boolean;
  readonly lanes: readonly LaneAt[];
  readonly loops: readonly LoopAt[];
  readonly wants: readonly Want[];
}

/** A saved position: plain JSON, to be loaded under the machine that made it and no other. */
export type Snapshot = Json;

export interface Moved {
  readonly snapshot: Snapshot;
  readonly position: Position;
  /** Wants that are new, in an order in which they may be started. */
  readonly started: readonly Want[];
  /** Wants that have vanished: effect rows, timers and asks to close. An `apply` that has begun is finished all the same. */
  readonly cancelled: readonly Want[];
  /** Instances that ended with this event, groups and repeated steps too; an item counts although its lane is at the next one by now. */
  readonly ended: readonly Ended[];
}

/** An instance that has come to its end with an event. */
export type Ended = {
  readonly lane: string;
  readonly step: string;
  readonly instance: string;
  readonly outcome: Outcome;
};
