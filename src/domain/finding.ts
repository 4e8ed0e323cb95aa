/** Something wrong in a text that an author wrote. Lines and columns count from 1; `end` is exclusive. */
export interface Finding {
  /** Kebab-case id of the check that found it. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** What is wrong, with the author's own names; no full stop. */
  readonly message: string;
  /** What to type instead. */
  readonly hint?: string;
}
