import { Failure } from '#domain/failure.ts';
import { readFailure } from './errors.ts';

/** @param call the call as IAM names it, for the message of a `Failure` */
export async function answered<T>(call: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw readFailure(call, error);
  }
}

/** Undefined where the service says, by one of these names of its errors, that there is no such thing. */
export async function ifThere<T>(call: string, absent: readonly string[], asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const thrown = error instanceof Failure ? error.cause : error;
    if (thrown instanceof Error && absent.includes(thrown.name)) return undefined;
    throw readFailure(call, error);
  }
}

/** All pages of a listing in one list, or as many as it takes to have `enough`. */
export async function allPages<P, T>(
  call: string,
  pages: AsyncIterable<P>,
  items: (page: P) => readonly T[] | undefined,
  enough = Number.POSITIVE_INFINITY,
): Promise<readonly T[]> {
  const all: T[] = [];
  try {
    for await (const page of pages) {
      all.push(...(items(page) ?? []));
      if (all.length >= enough) break;
    }
  } catch (error) {
    throw readFailure(call, error);
  }
  return all;
}

/** The list cut into pieces of at most `size`. */
export const pieces = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size));
