import type { FileReport, TestReport } from '#testing/run-file.ts';
import { findingText } from '../text/finding.ts';
import { xml } from '../text/xml.ts';
import { hasPassed, type Report } from './report.ts';
import { testText } from './text.ts';

const seconds = (ms: number): string => (ms / 1_000).toFixed(3);

/** A test suite for each file; a file that cannot be read is one failed test. */
export const junitReport = ({ files }: Report): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="stepward test">',
    ...files.map(suite),
    '</testsuites>',
  ].join('\n');

function suite({ file, findings, tests }: FileReport): string {
  const cases =
    findings.length > 0
      ? [broken(file, findings.map(findingText).join('\n'))]
      : tests.map((test) => testCase(test, file));
  const failures = findings.length > 0 ? 1 : tests.filter((test) => !hasPassed(test)).length;
  const time = seconds(tests.reduce((sum, { ms }) => sum + ms, 0));
  return [
    `  <testsuite name="${xml(file)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="${time}">`,
    ...cases,
    '  </testsuite>',
  ].join('\n');
}

const open = (name: string, file: string, time = 0): string =>
  `    <testcase name="${xml(name)}" classname="${xml(file)}" time="${seconds(time)}"`;

const failure = (message: string, text: string): string =>
  `><failure message="${xml(message)}">${xml(text)}</failure></testcase>`;

const broken = (file: string, text: string): string =>
  open('can be read', file) + failure('The file has mistakes.', text);

function testCase(test: TestReport, file: string): string {
  const [first] = test.misses;
  return open(test.name, file, test.ms) + (first ? failure(first.message, testText(test, file)) : '/>');
}
