/** One `${{ … }}` of a text. Offsets are into the text. */
export interface Hole {
  /** What stands between the braces, trimmed. */
  readonly expression: string;
  /** Of the expression's first character. */
  readonly at: number;
  /** Of the opening `$` and of what follows the closing braces. */
  readonly start: number;
  readonly end: number;
}

export interface Template {
  readonly holes: readonly Hole[];
  /** Offset of a `${{` that is never closed. */
  readonly open?: number;
}

export const opening = `\${{`;

export const hasHole = (text: string): boolean => text.includes(opening);

/** Finds the expressions of a text. Braces inside an expression's own texts and maps do not end it. */
export function splitTemplate(text: string): Template {
  const holes: Hole[] = [];
  for (let start = text.indexOf(opening); start >= 0; ) {
    const close = closingBraces(text, start + opening.length);
    if (close < 0) return { holes, open: start };
    const inner = text.slice(start + opening.length, close);
    const expression = inner.trim();
    const at = start + opening.length + inner.indexOf(expression);
    holes.push({ expression, at, start, end: close + 2 });
    start = text.indexOf(opening, close + 2);
  }
  return { holes };
}

/** The expression of a text that is nothing but one. */
export function wholeExpression(text: string): Hole | undefined {
  const { holes, open } = splitTemplate(text);
  const [hole, more] = holes;
  if (!hole || more || open !== undefined) return undefined;
  return text.slice(0, hole.start).trim() === '' && text.slice(hole.end).trim() === '' ? hole : undefined;
}

// What matters for finding the end: a text in quotes with its escapes, a brace, or a stretch of anything else. A quote that is never closed is no piece.
const piece = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\{|\}\}?|[^"'{}]+/gsy;

/** Offset of the `}}` that closes what was opened before `from`; -1 if there is none. */
function closingBraces(text: string, from: number): number {
  let depth = 0;
  piece.lastIndex = from;
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    const [found] = match;
    if (found === '{') depth++;
    else if (found === '}}' && depth === 0) return match.index;
    else if (found.startsWith('}')) {
      depth = Math.max(0, depth - 1);
      piece.lastIndex = match.index + 1;
    }
  }
  return -1;
}
