import type { Query } from './query.ts';

/** One of the two databases; what a store is made of. Failures are `Failure`, except for mistakes in our SQL. */
export interface Database {
  /** Commits what `work` did, or rolls it back if it throws. With `reads` it sees one moment, may change nothing, and waits for no writer. */
  transaction<T>(work: (query: Query) => Promise<T>, options?: { readonly reads?: boolean }): Promise<T>;
  /** Calls after commits that changed rows, whoever made them; several commits may be one call. */
  onChange(listener: () => void): () => void;
  /** Lets what is under way end. */
  close(): Promise<void>;
}

export interface Patience {
  /** How long to wait for others' locks, real milliseconds. SQLite waits without letting anything else happen. */
  readonly patience?: number;
}

export interface Keeping extends Patience {
  /** What was committed outlives the computer's sudden end. So it is unless somebody wants nothing of it kept. */
  readonly durable?: boolean;
}
