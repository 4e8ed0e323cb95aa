import { isObject } from '#domain/json.ts';
import { readFailure } from './errors.ts';

/** Undefined where the service answers with one of these errors, which say that there is no such thing. */
export async function ifThere<T>(call: string, errors: readonly string[], asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isObject(error) && errors.includes(String(error['name']))) return undefined;
    throw readFailure(call, error);
  }
}
