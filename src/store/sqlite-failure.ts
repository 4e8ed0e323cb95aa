import { Failure } from '#domain/failure.ts';

/** https://www.sqlite.org/rescode.html: busy and locked; then I/O error, full, cannot open. */
const busy = [5, 6];
const unreachable = [10, 13, 14];

const isSqlite = (thrown: unknown): thrown is Error & { readonly errcode: number } =>
  thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number';

/** What SQLite threw, as a `Failure` if it may go through later; anything else is passed on as it is. */
export function sqliteFailure(thrown: unknown): unknown {
  if (!isSqlite(thrown)) return thrown;
  const code = thrown.errcode & 0xff;
  if (busy.includes(code))
    return new Failure('transient', 'store-busy', 'Another program is writing to the store.', { cause: thrown });
  if (unreachable.includes(code))
    return new Failure('transient', 'store-unreachable', `The store cannot be used: ${thrown.message}.`, {
      cause: thrown,
    });
  return thrown;
}
