import type { YAMLException } from 'js-yaml';
import type { Problem } from '../problem.ts';
import type { Span } from './lines.ts';

/** Deeper than any runbook, and not so deep that reading it ends the process. */
export const maxDepth = 40;

/** What is wrong with a text that is no YAML: what stops the reader, and the same mistake on other lines. */
export function syntaxProblems(text: string, { reason, mark }: YAMLException): readonly Problem[] {
  const start = Math.min(mark?.position ?? 0, Math.max(0, text.length - 1));
  const line = lineAround(text, start);
  const bare = bareExpressions(text, line);
  if (bare.length > 0) return bare.map(unquoted);
  const quote = text.slice(line.start, line.end).search(/[“”„‘’]/);
  if (quote >= 0) return [typographic(line.start + quote)];
  const message = reasons.find(([known]) => known.test(reason))?.[1] ?? reason;
  return [{ ...syntax, span: { start, end: Math.min(start + 1, text.length) }, message }];
}

const syntax = { rule: 'syntax', at: '' } as const;

const reasons: readonly (readonly [RegExp, string])[] = [
  [/^nesting exceeded/, `the file is nested more than ${maxDepth} deep`],
  [/^tab characters/, 'a tab stands where spaces indent'],
  [/^unexpected end of the stream within a (single|double) quoted/, 'a quote is never closed'],
  [/^unexpected end of the stream within a flow/, 'a bracket is never closed'],
  [
    /^deficient indentation/,
    'this is indented too little for what it continues; a quote or bracket above may not be closed',
  ],
  [/^end of the stream or a document separator/, 'this does not belong to what stands above it'],
  [/^missed comma/, 'a comma is missing here'],
];

const unquoted = (span: Span): Problem => ({
  ...syntax,
  span,
  message: 'YAML takes the braces or the colon of this expression for its own',
  hint: `put the \${{ expression }} in double quotes`,
});

const typographic = (start: number): Problem => ({
  ...syntax,
  span: { start, end: start + 1 },
  message: 'this quote is typographic, and quotes nothing',
  hint: `write " or '`,
});

function lineAround(text: string, at: number): Span {
  const end = text.indexOf('\n', at);
  return { start: at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1, end: end < 0 ? text.length : end };
}

/** What is quoted, or said in a comment, is read by nobody here. */
const unread = /"(?:[^"\\\n]|\\.)*(?:"|\\?$)|'[^'\n]*(?:'|$)|(?<=^|\s)#.*/gm;
const bare = /\$\{\{(?<=[[{,:][ \t]*\$\{\{)(?:[^}\n]|\}(?!\}))*(?:\}\})?/g;
const most = 100;

/** Where the reader stopped at such an expression: that one, and all on other lines that stand in brackets. */
function bareExpressions(text: string, stop: Span): readonly Span[] {
  const read = text.replace(unread, (hidden) => '_'.repeat(hidden.length));
  const all = [...read.matchAll(bare)].slice(0, most).map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
  const onLine = ({ start }: Span): boolean => start >= stop.start && start <= stop.end;
  if (!all.some(onLine)) return [];
  const before = ({ start }: Span): string => read.slice(lineAround(read, start).start, start).replaceAll('${{', '');
  return all.filter((span) => onLine(span) || /[[{]/.test(before(span)));
}
