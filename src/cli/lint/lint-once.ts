import { type Exit, exit } from '../exit.ts';
import type { Io } from '../io.ts';
import type { Output } from '../outputs.ts';
import type { Parts } from '../parts.ts';
import { collect, nameless, type Wanted } from './collect.ts';
import { families } from './families.ts';
import { lintFamilies } from './lint-families.ts';
import { mendFamilies, replaceFile } from './mend-families.ts';
import type { Reported } from './report/reported.ts';
import { type Format, writeReports } from './write-reports.ts';

/** What the command line asks of the linter. */
export interface Wish extends Wanted {
  readonly outputs: readonly Output<Format>[];
  readonly fix: boolean;
  readonly ignores: boolean;
  /** More warnings than this are a failure. */
  readonly maxWarnings: number;
}

type World = Pick<Parts, 'io' | 'runbookFiles' | 'testFiles' | 'findConfig' | 'practiceNames'>;

/**
 * Lints what is wished for, mends it first if that is wished too, and says what is found.
 * @throws Failure as `collect`, `families`, `replaceFile` and `writeReports` do
 */
export async function lintOnce(wish: Wish, world: World): Promise<Exit> {
  const { io } = world;
  const found = await families(await collect(wish, world), wish.ignores, world);
  if (found.some(({ above }) => above === undefined))
    io.err('There is no stepward.yml above: environments, groups and values are not checked.');
  if (!wish.fix) return report(lintFamilies(found), wish, io);
  const { families: left, mended, changed } = mendFamilies(found);
  for (const { file, line, fix } of mended) io.err(`${file}:${line}: ${fix.title}.`);
  const after = lintFamilies(left);
  if (!wish.paths.includes('-')) {
    for (const file of changed) replaceFile(file);
    return report(after, wish, io);
  }
  // Stdout is the mended text, so that an editor or a pipe can take it.
  const text = after.texts.get(wish.stdinFile ?? nameless) ?? '';
  io.out(text.replace(/\n$/, ''));
  return report(after, wish, { out: io.err });
}

function report(reported: Reported, { outputs, maxWarnings }: Wish, io: Pick<Io, 'out' | 'colour'>): Exit {
  writeReports(outputs, reported, io);
  const { findings } = reported;
  if (findings.some(({ rule }) => rule === 'rule-failed')) return exit.unable;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return errors > 0 || findings.length - errors > maxWarnings ? exit.found : exit.fine;
}
