/**
 * What went wrong, for whom:
 * - `user`: something was written or typed wrongly; the author can mend it.
 * - `refused`: a rule of the house says no.
 * - `transient`: the same call may go through later.
 * - `bug`: ours. People read "Internal error"; the log has the cause.
 */
export type FailureKind = 'user' | 'refused' | 'transient' | 'bug';

export class Failure extends Error {
  readonly kind: FailureKind;
  /** Stable, kebab-case; tests and documents refer to it. */
  readonly code: string;
  /** What to do about it, as one sentence. */
  readonly hint: string | undefined;

  constructor(kind: FailureKind, code: string, message: string, more: { hint?: string; cause?: unknown } = {}) {
    super(message, 'cause' in more ? { cause: more.cause } : undefined);
    this.name = 'Failure';
    this.kind = kind;
    this.code = code;
    this.hint = more.hint;
  }
}

/** Anything thrown that is not a `Failure` is a bug of ours. */
export const asFailure = (thrown: unknown): Failure =>
  thrown instanceof Failure ? thrown : new Failure('bug', 'internal-error', 'Internal error', { cause: thrown });

/** The words a person may read: never the cause of a bug. */
export const forPeople = ({ message, hint }: Failure): string =>
  hint ? `${message.replace(/[.!?]?$/, (end) => end || '.')} ${hint}` : message;
