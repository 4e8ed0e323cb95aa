import type { Config } from '#domain/config.ts';
import type { Runbook } from '#domain/runbook.ts';

/** What the names in a file of tests may stand for. What is absent is not known here, and is not checked. */
export interface TestContext {
  /** By id; one that has mistakes of its own is there without a value. */
  readonly runbooks?: ReadonlyMap<string, Runbook | undefined>;
  readonly config?: Config;
  readonly practice?: PracticeNames;
}

/** What the practice world has to offer to tests. */
export interface PracticeNames {
  readonly worlds: readonly string[];
  readonly faults: readonly string[];
  /** Ids and names of those who act in a world under this stepward.yml. */
  people(config: Config): readonly string[];
}
