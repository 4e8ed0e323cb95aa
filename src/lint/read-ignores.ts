import type { YamlDocument } from '#runbook/yaml/document.ts';
import { positionAt, type Span } from '#runbook/yaml/lines.ts';

/** A comment that says which findings are meant to be: `# stepward-ignore: blind-wait the broker has no check`. */
export interface Ignore {
  /** From its `#` to the end of the line. */
  readonly span: Span;
  /** What it holds for: `line:7` if it ends that line, `at:/steps/0` if it stands alone above that entry, nothing if it stands above none. */
  readonly scope: string | undefined;
  readonly names: readonly Name[];
  readonly hasReason: boolean;
}

/** A rule that a comment names, and where. */
export interface Name {
  readonly id: string;
  readonly span: Span;
}

const comment = /#[ \t]*stepward-ignore\b[^\r\n]*/g;
const parts = /^#[ \t]*stepward-ignore:?[ \t]*(?<names>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)?(?<reason>.*)$/d;

/** Every such comment in the order of the text, and nothing that only looks like one inside a text. */
export function readIgnores(document: YamlDocument): readonly Ignore[] {
  const { text } = document;
  if (!text.includes('stepward-ignore')) return [];
  const isInText = textsOf(document);
  const entries = entriesByLine(document);
  return [...text.matchAll(comment)]
    .filter(({ index }) => !/\S/.test(text[index - 1] ?? ' ') && !isInText(index))
    .map(({ index, 0: written }) => ({
      span: { start: index, end: index + written.length },
      scope: scopeOf(document, entries, index),
      ...readWords(written, index),
    }));
}

function readWords(written: string, start: number): Pick<Ignore, 'names' | 'hasReason'> {
  const found = parts.exec(written);
  const { names = '', reason = '' } = found?.groups ?? {};
  const from = start + (found?.indices?.groups?.['names']?.[0] ?? 0);
  return {
    names: [...names.matchAll(/[\w-]+/g)].map(({ index, 0: id }) => ({
      id,
      span: { start: from + index, end: from + index + id.length },
    })),
    hasReason: /[\p{L}\p{N}]/u.test(reason),
  };
}

/** Whether an offset stands inside a key or a text; to be asked in the order of the offsets. */
function textsOf({ places }: YamlDocument): (offset: number) => boolean {
  const spans = [...places.values()].flatMap(({ key, raw }) => [key, raw]).filter((span) => span !== undefined);
  spans.sort((a, b) => a.start - b.start);
  let next = 0;
  return (offset) => {
    while ((spans[next]?.end ?? Number.POSITIVE_INFINITY) <= offset) next += 1;
    return (spans[next]?.start ?? Number.POSITIVE_INFINITY) <= offset;
  };
}

/** The outermost entry or item that begins on a line; of a line of comment, that on the next. */
function entriesByLine({ text, places, lines }: YamlDocument): ReadonlyMap<number, string> {
  const entries = new Map<number, string>();
  for (const [at, { key, value }] of places) {
    const { line } = positionAt(lines, (key ?? value).start);
    // Places come in the order of the text, outer ones first.
    if (at !== '' && !entries.has(line)) entries.set(line, at);
  }
  for (let line = lines.length; line > 0; line--) {
    const next = entries.get(line + 1);
    if (next !== undefined && /^[ \t]*#/.test(text.slice(lines[line - 1], lines[line]))) entries.set(line, next);
  }
  return entries;
}

function scopeOf({ text, lines }: YamlDocument, entries: ReadonlyMap<number, string>, offset: number) {
  const { line, column } = positionAt(lines, offset);
  if (text.slice(offset - column + 1, offset).trim() !== '') return `line:${line}`;
  const at = entries.get(line + 1);
  return at === undefined ? undefined : `at:${at}`;
}
