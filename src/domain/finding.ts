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
  /** A change of the text that mends it and changes nothing else. */
  readonly fix?: Fix;
}

/** Edits of one file that belong together and do not overlap. Offsets count UTF-16 units from 0; `end` is exclusive. */
export interface Fix {
  /** What they do, as a sentence begins: `Add \`owner\``. */
  readonly title: string;
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}
