import { Failure, type FailureKind } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';

/** https://www.sqlite.org/rescode.html */
const kinds: readonly (readonly [readonly number[], FailureKind, string, string])[] = [
  // BUSY, LOCKED
  [[5, 6], 'transient', 'store-busy', 'Another program is writing to the store.'],
  // IOERR, FULL, CANTOPEN
  [[10, 13, 14], 'transient', 'store-unreachable', 'The store cannot be used.'],
  // CORRUPT, NOTADB
  [[11, 26], 'refused', 'store-damaged', 'The file of the store is damaged, or not a store.'],
];

const isSqlite = (thrown: unknown): thrown is { readonly errcode: number } =>
  isObject(thrown) && typeof thrown['errcode'] === 'number';

/** What SQLite threw as a `Failure`; what it said of our SQL is passed on as it is. */
export function sqliteFailure(thrown: unknown): unknown {
  if (!isSqlite(thrown)) return thrown;
  const primary = thrown.errcode & 0xff;
  const found = kinds.find(([codes]) => codes.includes(primary));
  if (!found) return thrown;
  const [, kind, code, message] = found;
  return new Failure(kind, code, message, { cause: thrown });
}
