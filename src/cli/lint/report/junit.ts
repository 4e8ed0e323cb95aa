import type { Finding } from '#domain/finding.ts';
import { xml } from '../../text/xml.ts';
import type { Reported } from './reported.ts';

/** A test suite for each file: errors are failed tests; a warning is a passed one that says so. */
export function junitReport({ findings, texts }: Reported): string {
  const suites = [...texts.keys()].map((file) =>
    suite(
      file,
      findings.filter((finding) => finding.file === file),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="stepward lint">',
    ...suites,
    '</testsuites>',
  ].join('\n');
}

function suite(file: string, findings: readonly Finding[]): string {
  const failures = findings.filter(({ severity }) => severity === 'error').length;
  const tests =
    findings.length > 0 ? findings.map(testCase) : [`    <testcase name="no findings" classname="${xml(file)}"/>`];
  return [
    `  <testsuite name="${xml(file)}" tests="${tests.length}" failures="${failures}" errors="0" skipped="0">`,
    ...tests,
    '  </testsuite>',
  ].join('\n');
}

function testCase({ file, line, column, severity, rule, message, hint = '' }: Finding): string {
  const where = `${file}:${line}:${column}`;
  const said = xml(`${where}: ${message} [${rule}]${hint && ` (${hint})`}`);
  const body =
    severity === 'error'
      ? `<failure type="${xml(rule)}" message="${xml(message)}">${said}</failure>`
      : `<system-out>warning: ${said}</system-out>`;
  return `    <testcase name="${xml(`${rule} at ${line}:${column}`)}" classname="${xml(file)}">${body}</testcase>`;
}
