import type { CardView } from './card-view.ts';
import type { Json, JsonObject } from './json.ts';
import type { Who } from './who.ts';

/**
 * A run as a person sees it, read off the store at one revision: what Slack's cards, the terminal and `stepward show` draw. Texts are final English, not yet escaped for any surface.
 * Times are epoch milliseconds of the run's clock. Nothing secret is in it.
 */
export interface RunView {
  readonly run: string;
  /** The last characters of the id, as many as tell open runs apart: `4F3W`. */
  readonly short: string;
  readonly revision: number;
  readonly title: string;
  readonly runbook: { readonly id: string; readonly digest: string; readonly commit?: string; readonly owner?: string };
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly environment: { readonly id: string; readonly account: string; readonly region: string };
  readonly reason: string;
  /** Address of what it was started for. */
  readonly context?: string;
  /** Where it is told; none in the terminal. */
  readonly channel?: string;
  readonly startedBy: Who;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly phase: 'running' | 'rolling-back' | 'finishing' | 'succeeded' | 'failed' | 'rolled-back' | 'stopped';
  /** Set while the run is coming to rest after a stop. */
  readonly halting: boolean;
  /** What is so now, in a few words: `Waiting for approval · step 3 of 5`. */
  readonly headline: string;
  /** `name` is the runbook's own. */
  readonly inputs: readonly { readonly name: string; readonly title: string; readonly value: string }[];
  /** One for each top-level step, `finally` after the others; a group or a repeated step is one. Once the run is rolled back, that is one more after the steps. */
  readonly steps: readonly StepView[];
  /** In the order they were raised; decided ones included. */
  readonly cards: readonly CardView[];
  /** Once the run has ended. */
  readonly receipt?: Receipt;
}

export interface StepView {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly title: string;
  readonly status: 'pending' | 'active' | 'waiting' | 'held' | 'passed' | 'skipped' | 'failed' | 'halted';
  /** What goes on in it: `Waiting for @sre until 08:30 UTC` is the surface's to word; this is `1 of 1 running · healthy for 12 s`, `3 of 20`. */
  readonly detail?: string;
}

/** What became of it, for the last message and for the record. */
export interface Receipt {
  /** `Succeeded`, `Failed at step 2 of 5`, `Stopped by Bob`. */
  readonly headline: string;
  readonly stoppedBy?: Who;
  readonly outcomeUnknown: boolean;
  readonly duration: number;
  readonly applied: number;
  readonly of: number;
  /** One line for each applied change, with before and after. */
  readonly changed: readonly string[];
  readonly skipped: readonly { readonly title: string; readonly by?: Who; readonly reason: string }[];
  readonly notDone: readonly string[];
  readonly approvedBy: readonly Who[];
  /** What was put back, one line each, and what stays changed. */
  readonly undone: readonly string[];
  readonly notUndone: readonly string[];
  /** Changes whose proof is a later check that did not pass. */
  readonly unproven: readonly string[];
  /** When what happened, oldest first: what the picture of the timeline draws. */
  readonly timeline: readonly Span[];
  /** Hash of the last event of the history. */
  readonly log: string;
}

/** A stretch of one step's time. */
export interface Span {
  readonly step: { readonly number: number; readonly title: string };
  /** `asked`: people were waited for; `working`: from the first request to its proof; `held`: somebody had to say how to go on. */
  readonly kind: 'asked' | 'waiting' | 'working' | 'held';
  readonly from: number;
  readonly to: number;
  /** How it came out, of the last span of its step. */
  readonly outcome?: 'passed' | 'skipped' | 'failed' | 'halted' | 'undone';
}

/** Everything behind *Full plan*: what exactly is sent, and what was read. */
export interface FullPlan {
  readonly run: string;
  readonly short: string;
  readonly environment: {
    readonly id: string;
    readonly account: string;
    readonly region: string;
    readonly role?: string;
  };
  readonly planHash: string;
  readonly digest: string;
  readonly commit?: string;
  readonly plans: readonly {
    readonly instance: string;
    readonly title: string;
    readonly action: string;
    readonly requests: readonly { readonly service: string; readonly operation: string; readonly params: JsonObject }[];
    readonly guarded: { readonly [key: string]: Json };
    readonly targets: readonly string[];
    readonly blastRadius: string;
    readonly undo: string;
    readonly warnings: readonly string[];
  }[];
}
