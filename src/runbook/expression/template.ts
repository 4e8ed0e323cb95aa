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

const opening = '${{';

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

function closingBraces(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const character = text[i];
    if (character === '"' || character === "'") i = closingQuote(text, i);
    else if (character === '{') depth++;
    else if (character === '}' && depth > 0) depth--;
    else if (character === '}' && text[i + 1] === '}') return i;
  }
  return -1;
}

function closingQuote(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === text[from]) return i;
  }
  return text.length;
}
