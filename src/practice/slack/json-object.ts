import { isObject, type JsonObject } from '#domain/json.ts';

/** For values that came out of `JSON.parse`: an object there is a `JsonObject`. */
export const isJsonObject = (value: unknown): value is JsonObject => isObject(value);

/** The value itself, or what it spells: form posts carry objects and lists as JSON text. */
export function unfolded(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}
