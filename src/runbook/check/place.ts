import { type Hole, opening } from '../expression/template.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { Span } from '../yaml/lines.ts';

/**
 * Where a part of an expression stands in the file. Nothing where the text was written with escapes or folded lines inside the expression,
 * so that offsets of the value mean nothing in the file.
 */
export function spanInFile(
  { text: file, places }: YamlDocument,
  at: string,
  text: string,
  { hole, part }: { readonly hole: Hole; readonly part: Span },
): Span | undefined {
  const raw = places.get(at)?.raw;
  if (!raw) return undefined;
  const written = text.slice(hole.start, hole.end);
  const ordinal = text.slice(0, hole.start).split(opening).length - 1;
  let start = raw.start - 1;
  for (let i = 0; i <= ordinal; i++) start = file.indexOf(opening, start + 1);
  if (start < raw.start || !file.startsWith(written, start)) return undefined;
  const offset = start + hole.at - hole.start;
  return { start: offset + part.start, end: offset + part.end };
}
