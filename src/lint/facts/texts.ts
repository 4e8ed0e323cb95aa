import { isObject } from '#domain/json.ts';
import { below } from '#runbook/yaml/pointer.ts';

/** A text that an author wrote, and where. */
export interface Text {
  readonly at: string;
  readonly text: string;
}

/** Every text in a value of any depth. */
export function textsOf(value: unknown, at: string): readonly Text[] {
  if (typeof value === 'string') return [{ at, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, i) => textsOf(item, below(at, i)));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => textsOf(member, below(at, key)));
}

/** Where in a text something was found; of one with several lines the offsets do not fit what is written. */
export const partOf = (text: string, start: number, length: number) =>
  text.includes('\n') ? {} : { part: { start, end: start + length } };
