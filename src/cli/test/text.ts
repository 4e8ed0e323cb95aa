import { sayDuration } from '#domain/duration.ts';
import { type Coverage, percentOf } from '#testing/coverage.ts';
import type { TestReport } from '#testing/run-file.ts';
import { findingText } from '../text/finding.ts';
import { edgeText } from './edge.ts';
import { hasPassed, type Report, testsOf } from './report.ts';

const clock = (at: number): string => new Date(at).toISOString().slice(11, 19);

/** What a test missed, what it expected beside what came, and how the run went. */
const missedText = ({ misses, story }: TestReport, file: string): readonly string[] => [
  ...misses.flatMap(({ place, message, lines }) => [
    `      ${file}:${place.line}:${place.column}: ${message}`,
    ...lines.map((line) => `        ${line}`),
  ]),
  ...(story.length > 0 ? ['      what happened, in simulated time:'] : []),
  ...story.map(({ at, text }) => `        ${clock(at)}  ${text}`),
];

/** `  ✓ restarts in order  212 ms (10 min 4 s simulated)`, and below one that failed all that tells why. */
export function testText(test: TestReport, file: string): string {
  const times = `${Math.round(test.ms)} ms (${sayDuration(test.duration)} simulated)`;
  const lines = hasPassed(test) ? [] : missedText(test, file);
  return [`  ${hasPassed(test) ? '✓' : '✗'} ${test.name}  ${times}`, ...lines].join('\n');
}

/** `kafka-zookeeper-restart  93 % of 142 edges`, and those that no test has taken, if they are wanted. */
function coverageText(coverage: Coverage, isListed: boolean): string {
  const { runbook, total, missing } = coverage;
  const bySteps = Map.groupBy(isListed ? missing : [], ({ step }) => step);
  const lines = [...bySteps].flatMap(([step, edges]) => [`  ${step}`, ...edges.map((edge) => `    ${edgeText(edge)}`)]);
  return [`${runbook}  ${percentOf(coverage)} % of ${total} edges`, ...lines].join('\n');
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** `12 tests, 1 failed, in 2.3 s (4 h 3 min simulated)` */
function summaryText(report: Report): string {
  const tests = testsOf(report);
  const failed = tests.filter((test) => !hasPassed(test)).length;
  const sum = (of: (test: TestReport) => number): number => tests.reduce((all, test) => all + of(test), 0);
  const seconds = (sum(({ ms }) => ms) / 1_000).toFixed(1);
  const simulated = sayDuration(sum(({ duration }) => duration));
  return `${counted(tests.length, 'test')}, ${failed} failed, in ${seconds} s (${simulated} simulated)`;
}

/** What is said once all is over. */
export const endText = (report: Report, isListed: boolean): string =>
  [
    ...report.files.flatMap(({ findings }) => findings).map(findingText),
    '',
    ...report.coverage.map((coverage) => coverageText(coverage, isListed)),
    summaryText(report),
  ].join('\n');

/** All of it, as whoever follows the tests reads it. */
export const textReport = (report: Report, isListed: boolean): string =>
  [
    ...report.files.flatMap(({ file, tests }) => [file, ...tests.map((test) => testText(test, file))]),
    endText(report, isListed),
  ].join('\n');
