import type { JsonObject } from '#domain/json.ts';
import { text } from '../../params.ts';
import { invalid } from '../../refusal.ts';

/** A member that is one of these; the first where it is left out. */
export function oneOf<const T extends string>(params: JsonObject, key: string, known: readonly [T, ...T[]]): T {
  const value = text(params, key) ?? known[0];
  const found = known.find((each) => each === value);
  if (found === undefined) throw invalid(`${key} must be one of ${known.join(', ')}.`);
  return found;
}
