import type { Finding } from '#domain/finding.ts';

/** What was linted, and what was found. */
export interface Reported {
  readonly findings: readonly Finding[];
  /** Every file that was looked at, by its path. */
  readonly texts: ReadonlyMap<string, string>;
}
