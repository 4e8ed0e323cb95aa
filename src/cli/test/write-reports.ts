import type { Io } from '../io.ts';
import { type Output, writeReport } from '../outputs.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import type { Report } from './report.ts';
import { textReport } from './text.ts';

const reports = { text: textReport, json: jsonReport, junit: junitReport } satisfies Record<
  string,
  (report: Report, isListed: boolean) => string
>;

type Format = keyof typeof reports;

export const formats = Object.keys(reports) as readonly Format[];

/** Whether people read stdout as it goes. */
export const isFollowed = ({ format, file }: Output<Format>): boolean => format === 'text' && file === undefined;

/**
 * Writes each report that nobody has followed where it goes.
 * @param isListed whether the text lists the edges that no test takes
 * @throws Failure `cannot-write`
 */
export function writeReports(
  outputs: readonly Output<Format>[],
  report: Report,
  { io, isListed }: { readonly io: Io; readonly isListed: boolean },
): void {
  for (const output of outputs)
    if (!isFollowed(output)) writeReport(reports[output.format](report, isListed), output, io);
}
