import type { Finding } from '#domain/finding.ts';
import type { Reported } from './reported.ts';

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message;
// what must be escaped is said only by the code that reads it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A workflow command for each finding, which GitHub shows beside the line. */
export const githubReport = ({ findings }: Reported): string => findings.map(annotation).join('\n');

function annotation({ severity, file, line, column, endLine, endColumn, message, hint, rule }: Finding): string {
  // Columns belong to one line; in GitHub the last one is included.
  const columns = line === endLine ? [`col=${column}`, `endColumn=${Math.max(column, endColumn - 1)}`] : [];
  const place = [`file=${property(file)}`, `line=${line}`, `endLine=${endLine}`, ...columns, `title=${property(rule)}`];
  return `::${severity} ${place.join(',')}::${escaped(hint === undefined ? message : `${message}\n${hint}`)}`;
}
