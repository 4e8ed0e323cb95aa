import type { Finding } from '#domain/finding.ts';
import type { Problem } from './problem.ts';
import { placeAt, type YamlDocument } from './yaml/document.ts';
import { positionAt } from './yaml/lines.ts';
import { ancestorsOf } from './yaml/pointer.ts';

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

export const inTextOrder = (a: Finding, b: Finding): number =>
  a.line - b.line || a.column - b.column || a.message.localeCompare(b.message, 'en');

/** After these nothing below the place says anything new, nor what its shape should have been. */
const final = new Set(['unknown-key', 'key-elsewhere', 'expression-not-here', 'inexact-number']);
const shapes = new Set(['wrong-type', 'wrong-value', 'not-one-of']);

/** Findings in the order of the text; one mistake is said once. */
export function toFindings(document: YamlDocument, file: string, problems: readonly Problem[]): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const problem of problems) {
    const finding = toFinding(document, file, problem);
    findings.set(`${finding.line}:${finding.column} ${finding.message}`, finding);
  }
  return [...findings.values()].sort(inTextOrder);
}

/** One mistake is often seen twice: by its place, by its shape, and by the type of its expression. The first of these that speaks counts, and nothing is said below what is not known at all. */
export function withoutEchoes(problems: readonly Problem[]): readonly Problem[] {
  const placesOf = (isMeant: (problem: Problem) => boolean): ReadonlySet<string> =>
    new Set(problems.filter(isMeant).map(({ at }) => at));
  const ended = placesOf(({ rule }) => final.has(rule));
  const unread = placesOf(({ rule }) => rule === 'expression-syntax');
  const misshapen = placesOf(({ rule }) => shapes.has(rule));
  return problems.filter(({ rule, at, span }) => {
    if (ancestorsOf(at).some((place) => ended.has(place))) return false;
    if (final.has(rule)) return true;
    if (shapes.has(rule)) return !ended.has(at) && !unread.has(at);
    return !(rule === 'expression-type' && span === undefined && misshapen.has(at));
  });
}
