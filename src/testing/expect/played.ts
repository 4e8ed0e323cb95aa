import type { CardView } from '#domain/card-view.ts';
import type { ClusterView } from '#practice/page/cluster.ts';
import type { Outcome } from '#runbook/tests/tests.ts';
import type { Refusal } from '../play.ts';

/** What became of a test's run, as far as a test can say something of it. */
export interface Played {
  readonly outcome: Outcome;
  /** In the order in which they were raised. */
  readonly cards: readonly CardView[];
  /** That took effect, in order: `StopTask kafka`. */
  readonly writes: readonly string[];
  readonly refusals: readonly Refusal[];
  /** How instances of steps ended, by id; those that were never entered are not there. */
  readonly steps: ReadonlyMap<string, string>;
  /** Simulated milliseconds. */
  readonly duration: number;
  readonly cluster: ClusterView;
}

/** Something that was not as the test says. */
export interface Miss {
  /** JSON pointer below the test: `/expect/calls`. */
  readonly at: string;
  readonly message: string;
  /** What was expected and what was there, one line each: `- …`, `+ …`. */
  readonly lines: readonly string[];
}
