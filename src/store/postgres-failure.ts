import pg from 'pg';
import { Failure, type FailureKind } from '#domain/failure.ts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const kinds: readonly (readonly [RegExp, FailureKind, string, string])[] = [
  [/^40/, 'transient', 'store-conflict', 'Two transactions met; one of them was undone.'],
  [/^(55P03|57014|53)/, 'transient', 'store-busy', 'The database is busy.'],
  [/^(08|57P|58)/, 'transient', 'store-unreachable', 'The database is not available.'],
  [/^(28|3D000)/, 'user', 'store-login', 'The database does not let us in.'],
];

/** What `pg` threw as a `Failure`. What the server said of our SQL is passed on as it is; what does not come from the server is a lost connection. */
export function postgresFailure(thrown: unknown): unknown {
  if (thrown instanceof Failure) return thrown;
  if (!(thrown instanceof pg.DatabaseError))
    return new Failure('transient', 'store-unreachable', 'The database cannot be reached.', { cause: thrown });
  const found = kinds.find(([code]) => code.test(thrown.code ?? ''));
  if (!found) return thrown;
  const [, kind, code, message] = found;
  return new Failure(kind, code, kind === 'user' ? `${message} ${thrown.message}` : message, { cause: thrown });
}
