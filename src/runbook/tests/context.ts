import type { Config } from '#domain/config.ts';
import type { JsonObject } from '#domain/json.ts';
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
  readonly faults: readonly FaultSignature[];
  /** Ids and names of those who act in a world under this stepward.yml. */
  people(config: Config): readonly string[];
}

/** Something that can go wrong, without the code that does it. */
export interface FaultSignature {
  readonly id: string;
  readonly summary: string;
  /** JSON Schema of its settings: an object with `additionalProperties: false`. */
  readonly input: JsonObject;
}
