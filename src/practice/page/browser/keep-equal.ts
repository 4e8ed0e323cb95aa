import { isObject } from '#domain/json.ts';

function members(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>) {
  const kept = Object.entries(after).map(([key, value]) => [key, keepEqual(before[key], value)] as const);
  const isSame = kept.length === Object.keys(before).length && kept.every(([key, value]) => value === before[key]);
  return isSame ? before : Object.fromEntries(kept);
}

function items(before: readonly unknown[], after: readonly unknown[]) {
  const kept = after.map((value, index) => keepEqual(before[index], value));
  return kept.length === before.length && kept.every((value, index) => value === before[index]) ? before : kept;
}

/** `after`, with every part that equals the same part of `before` being that very object; so React draws only what changed. */
export function keepEqual<T>(before: unknown, after: T): T;
export function keepEqual(before: unknown, after: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(after)) return items(before, after);
  return isObject(before) && isObject(after) ? members(before, after) : after;
}
