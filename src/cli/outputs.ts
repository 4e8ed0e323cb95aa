import { writeFileSync } from 'node:fs';
import { Failure } from '#domain/failure.ts';
import { usage } from './command.ts';
import type { Io } from './io.ts';

/** The format of a report, and the file that it goes to in place of stdout. */
export interface Output<Format extends string> {
  readonly format: Format;
  readonly file?: string;
}

/**
 * `text`, `junit=out.xml` → outputs; text on stdout if nothing is said of stdout.
 * @throws Failure `usage`
 */
export function outputsOf<Format extends string>(
  words: readonly string[],
  formats: readonly Format[],
): readonly Output<Format | 'text'>[] {
  const outputs = words.map((word) => outputOf(word, formats));
  const onStdout = outputs.filter(({ file }) => file === undefined);
  if (onStdout.length > 1)
    throw usage('Only one report goes to stdout.', 'Give the others a file: --format junit=out.xml.');
  return onStdout.length === 0 ? [{ format: 'text' }, ...outputs] : outputs;
}

function outputOf<Format extends string>(word: string, formats: readonly Format[]): Output<Format> {
  const [name = '', ...rest] = word.split('=');
  const format = formats.find((each) => each === name);
  if (format === undefined) throw usage(`There is no format "${name}".`, `There are ${formats.join(', ')}.`);
  return rest.length === 0 ? { format } : { format, file: rest.join('=') };
}

/**
 * Puts a report where it goes. It may be empty: then stdout is told nothing.
 * @throws Failure `cannot-write`
 */
export function writeReport(report: string, { file }: Output<string>, { out }: Pick<Io, 'out'>): void {
  if (file !== undefined) write(file, `${report}\n`);
  else if (report !== '') out(report);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new Failure('user', 'cannot-write', `${file} cannot be written.`, { cause });
  }
}
