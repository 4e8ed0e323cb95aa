import type { Span } from './yaml/lines.ts';

/** Something wrong at a place of the document; it becomes a finding once it is given its line and column. */
export interface Problem {
  readonly rule: string;
  /** JSON pointer of the value. */
  readonly at: string;
  /** Whether the key is meant and not its value. */
  readonly on?: 'key';
  /** Where exactly in the text, if that is narrower than the value. */
  readonly span?: Span;
  readonly message: string;
  readonly hint?: string;
  /** There are so many of its kind that not all are listed: what has none may be wrong too. */
  readonly hasMore?: true;
}
