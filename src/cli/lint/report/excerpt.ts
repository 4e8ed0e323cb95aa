import type { Finding } from '#domain/finding.ts';

/** A line of a file as a terminal shows it, and the marks below the part that is meant. */
export interface Excerpt {
  readonly line: string;
  readonly marks: string;
}

/** UTF-16 units on either side of a column that are shown of a long line. */
const around = 60;

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]|\ufe0f/u;

/** What moves the cursor, turns the direction of writing or cannot be seen, made visible; a tab becomes four blanks. */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('\t', '    ')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');

/** How many columns of a terminal a text takes. Only what is not ASCII needs to be taken apart, by what takes long to make. */
const widthOf = (text: string): number =>
  isAscii(text)
    ? text.length
    : [...segmenter().segment(text)].reduce((sum, { segment }) => sum + (wide.test(segment) ? 2 : 1), 0);

const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

let made: Intl.Segmenter | undefined;
const segmenter = (): Intl.Segmenter => {
  made ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return made;
};

/** The line that a finding begins in. Of a long one only what is around it. */
export function excerptOf(lines: readonly string[], { line, column, endLine, endColumn }: Finding): Excerpt {
  const text = (lines[line - 1] ?? '').replace(/\r$/, '');
  const start = Math.min(column - 1, text.length);
  const end = endLine === line ? endColumn - 1 : text.length;
  const from = text.length > 2 * around ? Math.max(0, start - around) : 0;
  const to = text.length > 2 * around ? Math.max(from + 2 * around, start + around) : text.length;
  const before = (from > 0 ? '…' : '') + printable(text.slice(from, start));
  const meant = printable(text.slice(start, Math.min(end, to)));
  const after = printable(text.slice(Math.min(end, to), to)) + (to < text.length ? '…' : '');
  return {
    line: before + meant + after,
    marks: `${' '.repeat(widthOf(before))}^${'~'.repeat(Math.max(0, widthOf(meant) - 1))}`,
  };
}
