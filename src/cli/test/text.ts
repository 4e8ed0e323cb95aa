import { sayDuration } from '#domain/duration.ts';
import type { TestReport } from '#testing/run-file.ts';

const clock = (at: number): string => new Date(at).toISOString().slice(11, 19);

/** What a test missed, what it expected beside what came, and how the run went. */
const missed = ({ misses, story }: TestReport, file: string): readonly string[] => [
  ...misses.flatMap(({ place, message, lines }) => [
    `      ${file}:${place.line}:${place.column}: ${message}`,
    ...lines.map((line) => `        ${line}`),
  ]),
  ...(story.length > 0 ? ['      what happened, in simulated time:'] : []),
  ...story.map(({ at, text }) => `        ${clock(at)}  ${text}`),
];

/** `  ✓ restarts in order  212 ms (10 min 4 s simulated)`, and below a failed one all that tells why. */
export function testText(test: TestReport, file: string): string {
  const passed = test.misses.length === 0;
  const times = `${Math.round(test.ms)} ms (${sayDuration(test.duration)} simulated)`;
  return [`  ${passed ? '✓' : '✗'} ${test.name}  ${times}`, ...(passed ? [] : missed(test, file))].join('\n');
}
