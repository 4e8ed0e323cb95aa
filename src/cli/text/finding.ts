import type { Finding } from '#domain/finding.ts';

/** `path:line:column: message [rule]`, which editors and CI read; what to type instead stands on a line of its own. */
export const findingText = ({ file, line, column, severity, message, rule, hint }: Finding): string =>
  [
    `${file}:${line}:${column}: ${severity === 'warning' ? 'warning: ' : ''}${message} [${rule}]`,
    ...(hint ? [`    ${hint}`] : []),
  ].join('\n');
