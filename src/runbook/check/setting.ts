import type { Environment } from '#domain/config.ts';
import type { Input } from '#domain/runbook.ts';
import type { Signatures } from '#domain/signatures.ts';
import type { Library } from '../inline/library.ts';
import type { Spot } from './outline.ts';

/** What the expressions of a runbook are checked against. */
export interface Setting {
  readonly inputs: readonly Input[];
  readonly spots: readonly Spot[];
  /** Those that the runbook names and that there are; none where there is no configuration. */
  readonly environments: readonly Environment[];
  readonly signatures: Signatures;
  /** Where runbooks that steps inline are found; without it they are not looked up. */
  readonly library?: Library;
}
