import { leavesOf } from '#runbook/yaml/leaves.ts';

/** A text that an author wrote, and where. */
export interface Text {
  readonly at: string;
  readonly text: string;
}

/** Every text in a value of any depth. */
export const textsOf = (value: unknown, at: string): readonly Text[] =>
  leavesOf(value, at, isText).map(({ at: place, value: text }) => ({ at: place, text }));

const isText = (leaf: unknown): leaf is string => typeof leaf === 'string';

/** Where in a text something was found; of one with several lines the offsets do not fit what is written. */
export const partOf = (text: string, start: number, length: number) =>
  text.includes('\n') ? {} : { part: { start, end: start + length } };
