import { isObject, type Json } from '#domain/json.ts';

/** What a path such as `services.0.desiredCount` leads to; undefined where it leads nowhere. */
export function fieldOf(answer: Json, path: string): Json | undefined {
  let at: Json | undefined = answer;
  for (const key of path.split('.')) {
    if (Array.isArray(at)) at = at[Number(key)] as Json | undefined;
    else if (isObject(at)) at = at[key] as Json | undefined;
    else return undefined;
  }
  return at;
}

export const inWords = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
};
