import type { Finding } from '#domain/finding.ts';
import { placeAt, type YamlDocument } from './yaml/document.ts';
import { positionAt, type Span } from './yaml/lines.ts';

/** Something wrong at a place of the document; it becomes a finding once it is given its line and column. */
export interface Problem {
  readonly rule: string;
  /** JSON pointer of the value. */
  readonly at: string;
  /** Whether the key is meant and not its value. */
  readonly on?: 'key';
  /** Where exactly in the text, if that is narrower than the value. */
  readonly span?: Span;
  readonly message: string;
  readonly hint?: string;
}

export function toFinding(document: YamlDocument, file: string, problem: Problem): Finding {
  const span = problem.span ?? placeAt(document, problem.at, problem.on ?? 'value');
  const start = positionAt(document.lines, span.start);
  const end = positionAt(document.lines, span.end);
  return {
    rule: problem.rule,
    severity: 'error',
    file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    message: problem.message,
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  };
}

const order = (a: Finding, b: Finding): number =>
  a.line - b.line || a.column - b.column || a.message.localeCompare(b.message, 'en');

/** Rules after which nothing below the place says anything new. */
const final = new Set(['unknown-key', 'not-yet', 'expression-not-here']);

const covers = (upper: Problem, lower: Problem): boolean =>
  lower.at.startsWith(`${upper.at}/`) || (lower.at === upper.at && !final.has(lower.rule));

/** Findings in the order of the text: one mistake is said once, and nothing is said below what is not known at all. */
export function toFindings(document: YamlDocument, file: string, problems: readonly Problem[]): readonly Finding[] {
  const upper = problems.filter(({ rule }) => final.has(rule));
  const kept = problems.filter((problem) => !upper.some((other) => covers(other, problem)));
  const findings = new Map<string, Finding>();
  for (const finding of kept.map((problem) => toFinding(document, file, problem)))
    findings.set(`${finding.line}:${finding.column} ${finding.message}`, finding);
  return [...findings.values()].sort(order);
}
