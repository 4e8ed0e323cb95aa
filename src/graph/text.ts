/** Height of a line of text in pixels, at 13 px. */
export const LINE = 18;

/** About how wide a text is at 13 px in the fonts that viewers have; a little too wide is better than cut off. */
export const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + signWidth(sign), 0);

function signWidth(sign: string): number {
  if (/[ilj.,:;'|!()[\]]/.test(sign)) return 4;
  if (/[mwMW@%…—]/.test(sign)) return 12;
  if (/[A-Z]/.test(sign)) return 9;
  // East Asian letters and emoji fill a square.
  return (sign.codePointAt(0) ?? 0) > 0x2e7f ? 14 : 7.4;
}

/** At most so many lines of about so many characters; what does not fit ends in `…`. */
export function wrap(text: string, longest: number, most: number): readonly string[] {
  const [first = '', ...rest] = text.split(' ').flatMap((one) => pieces(one, longest));
  const lines = [first];
  for (const word of rest) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length > longest) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${(lines[most - 1] ?? '').slice(0, longest - 1)}…`];
}

const pieces = (word: string, longest: number): readonly string[] =>
  word.length <= longest ? [word] : [word.slice(0, longest), ...pieces(word.slice(longest), longest)];
