import { writeFileSync } from 'node:fs';
import { Failure } from '#domain/failure.ts';
import { usage } from '../command.ts';
import type { Io } from '../io.ts';
import { githubReport } from './report/github.ts';
import { jsonReport } from './report/json.ts';
import { junitReport } from './report/junit.ts';
import type { Reported } from './report/reported.ts';
import { sarifReport } from './report/sarif.ts';
import { textReport } from './report/text.ts';
import { thisTool } from './tool.ts';

type Report = (reported: Reported, colour: boolean) => string;

const reports = {
  text: textReport,
  json: jsonReport,
  sarif: (reported) => sarifReport(reported, thisTool()),
  github: githubReport,
  junit: junitReport,
} satisfies Record<string, Report>;

type Format = keyof typeof reports;

export const formats = Object.keys(reports);

/** A report, and the file that it goes to in place of stdout. */
export interface Output {
  readonly format: Format;
  readonly file?: string;
}

const isFormat = (word: string): word is Format => Object.hasOwn(reports, word);

/** `text`, `sarif=out.sarif` → outputs; text on stdout if nothing is said of stdout. @throws Failure `usage` */
export function outputsOf(words: readonly string[]): readonly Output[] {
  const outputs = words.map(outputOf);
  const onStdout = outputs.filter(({ file }) => file === undefined);
  if (onStdout.length > 1)
    throw usage('Only one report goes to stdout.', 'Give the others a file: --format sarif=out.sarif.');
  return onStdout.length === 0 ? [{ format: 'text' }, ...outputs] : outputs;
}

function outputOf(word: string): Output {
  const [format = '', ...rest] = word.split('=');
  if (!isFormat(format)) throw usage(`There is no format "${format}".`, `There are ${formats.join(', ')}.`);
  return rest.length === 0 ? { format } : { format, file: rest.join('=') };
}

/** Writes each report where it goes. @throws Failure `cannot-write` */
export function writeReports(outputs: readonly Output[], reported: Reported, io: Pick<Io, 'out' | 'colour'>): void {
  for (const { format, file } of outputs) {
    const report = reports[format](reported, file === undefined && io.colour === true);
    if (file === undefined) say(report, io);
    else write(file, `${report}\n`);
  }
}

/** A report may be empty: then there is nothing to say. */
const say = (report: string, io: Pick<Io, 'out'>): void => {
  if (report !== '') io.out(report);
};

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new Failure('user', 'cannot-write', `${file} cannot be written.`, { cause });
  }
}
