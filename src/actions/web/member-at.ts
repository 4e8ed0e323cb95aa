import type { Json } from '#domain/json.ts';

/** The value at a path such as `items.0.id` of a text in JSON; undefined where there is none, or no JSON. */
export function memberAt(text: string, path: string): Json | undefined {
  let value: unknown = parsed(text);
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value as Json | undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
