import type { Finding } from '#domain/finding.ts';

/** What was linted, and what was found. */
export interface Reported {
  readonly findings: readonly Finding[];
  /** Every file that was looked at, by its path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What a report says of the linter itself. */
export interface Tool {
  readonly version: string;
  /** Where the documents can be read: the page of a rule is `<home>/docs/rules/<id>.md`. */
  readonly home?: string;
  readonly rules: readonly {
    readonly id: string;
    readonly severity: Finding['severity'];
    readonly summary: string;
    /** Below `docs/rules/`. */
    readonly page: string;
  }[];
}
