import type { Io } from '../io.ts';
import { type Output, writeReport } from '../outputs.ts';
import { githubReport } from './report/github.ts';
import { jsonReport } from './report/json.ts';
import { junitReport } from './report/junit.ts';
import type { Reported } from './report/reported.ts';
import { sarifReport } from './report/sarif.ts';
import { textReport } from './report/text.ts';
import { thisTool } from './tool.ts';

const reports = {
  text: textReport,
  json: jsonReport,
  sarif: (reported) => sarifReport(reported, thisTool()),
  github: githubReport,
  junit: junitReport,
} satisfies Record<string, (reported: Reported, colour: boolean) => string>;

export type Format = keyof typeof reports;

export const formats = Object.keys(reports) as readonly Format[];

/** Writes each report where it goes. @throws Failure `cannot-write` */
export function writeReports(
  outputs: readonly Output<Format>[],
  reported: Reported,
  io: Pick<Io, 'out' | 'colour'>,
): void {
  for (const output of outputs) {
    const isColoured = output.file === undefined && io.colour === true;
    writeReport(reports[output.format](reported, isColoured), output, io);
  }
}
