import { isObject, type JsonObject } from '#domain/json.ts';
import type { Signature } from '#domain/signatures.ts';

/** The names that a `with` of this action or check may hold. */
export const inputNames = (signature: Signature): readonly string[] =>
  isObject(signature.input['properties']) ? Object.keys(signature.input['properties']) : [];

/** A `with` and what `defaults.with` adds to it: the keys that its action or check knows and that it does not set itself. */
export function withDefaults(
  own: JsonObject | undefined,
  signature: Signature | undefined,
  defaults: JsonObject,
): JsonObject {
  const known = isObject(signature?.input['properties']) ? signature.input['properties'] : {};
  const added = Object.entries(defaults).filter(([key]) => Object.hasOwn(known, key));
  return { ...Object.fromEntries(added), ...own };
}
