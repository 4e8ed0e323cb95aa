import { styleText } from 'node:util';
import type { Finding } from '#domain/finding.ts';
import { excerptOf, printable } from './excerpt.ts';
import type { Reported } from './reported.ts';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green';
type Paint = (style: Style, text: string) => string;

const plain: Paint = (_, text) => text;
const coloured: Paint = (style, text) => styleText(style, text, { validateStream: false });

/**
 * For people, editors and CI: `file:line:column: message [rule]`, the line with marks under what is meant, and what to type instead;
 * at the end how many there are.
 */
export function textReport({ findings, texts }: Reported, colour = false): string {
  const paint = colour ? coloured : plain;
  const lines = new Map([...texts].map(([file, text]) => [file, text.split('\n')]));
  const each = findings.map((finding) => findingText(finding, lines.get(finding.file) ?? [], paint));
  return [...each, total(findings, texts.size)].join('\n');
}

function findingText(finding: Finding, lines: readonly string[], paint: Paint): string {
  const { file, line, column, severity, message, rule, hint } = finding;
  const { line: source, marks } = excerptOf(lines, finding);
  const isError = severity === 'error';
  const margin = ' '.repeat(String(line).length);
  return [
    `${paint('bold', `${printable(file)}:${line}:${column}:`)} ${isError ? '' : paint('yellow', 'warning: ')}${printable(message)} ${paint('dim', `[${rule}]`)}`,
    `${paint('dim', `${line} |`)} ${source}`,
    `${paint('dim', `${margin} |`)} ${paint(isError ? 'red' : 'yellow', marks)}`,
    ...(hint === undefined ? [] : [`${paint('dim', `${margin} =`)} ${printable(hint)}`]),
  ].join('\n');
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function total(findings: readonly Finding[], files: number): string {
  const where = `in ${counted(files, 'file')}.`;
  if (findings.length === 0) return `No findings ${where}`;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const both = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(errors < findings.length ? [counted(findings.length - errors, 'warning')] : []),
  ];
  const mended = findings.filter(({ fix }) => fix).length;
  return `${both.join(' and ')} ${where}${mended > 0 ? ` --fix mends ${mended} of them.` : ''}`;
}
