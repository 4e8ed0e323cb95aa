import type { Span } from '../yaml/lines.ts';

/** What is wrong with an expression and where in it. */
export interface Fault {
  readonly rule: string;
  readonly message: string;
  readonly hint?: string;
  readonly span: Span;
}
