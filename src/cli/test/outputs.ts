import { writeFileSync } from 'node:fs';
import { Failure } from '#domain/failure.ts';
import { usage } from '../command.ts';
import type { Io } from '../io.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import type { Report } from './report.ts';

const reports: Readonly<Record<string, (report: Report) => string>> = { json: jsonReport, junit: junitReport };

/** A report that is made once all is over, and the file that it goes to in place of stdout. */
export interface Output {
  readonly make: (report: Report) => string;
  readonly file?: string;
}

export interface Outputs {
  /** Whether people read stdout as it goes. */
  readonly text: boolean;
  readonly others: readonly Output[];
}

/** `json`, `junit=out.xml` → outputs; text on stdout if nothing else goes there. @throws Failure `usage` */
export function outputsOf(words: readonly string[]): Outputs {
  const others = words.filter((word) => word !== 'text').map(outputOf);
  const onStdout = others.filter(({ file }) => file === undefined).length;
  if (onStdout + (words.includes('text') ? 1 : 0) > 1)
    throw usage('Only one report goes to stdout.', 'Give the others a file: --format junit=out.xml.');
  return { text: onStdout === 0, others };
}

function outputOf(word: string): Output {
  const [format = '', ...rest] = word.split('=');
  const make = Object.hasOwn(reports, format) ? reports[format] : undefined;
  if (!make) throw usage(`There is no format "${format}".`, `There are text, ${Object.keys(reports).join(', ')}.`);
  return rest.length === 0 ? { make } : { make, file: rest.join('=') };
}

/** @throws Failure `cannot-write` */
export function writeReports({ others }: Outputs, report: Report, io: Io): void {
  for (const { make, file } of others) {
    if (file === undefined) io.out(make(report));
    else write(file, `${make(report)}\n`);
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new Failure('user', 'cannot-write', `${file} cannot be written.`, { cause });
  }
}
