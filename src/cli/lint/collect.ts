import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, normalize } from 'node:path';
import { Failure } from '#domain/failure.ts';
import type { LintFile } from '#lint/context.ts';
import type { Parts } from '../parts.ts';
import { reading } from '../reading.ts';

/** What was named on the command line. */
export interface Wanted {
  /** Files, folders and globs; `-` is stdin. */
  readonly paths: readonly string[];
  /** What stdin is the text of. */
  readonly stdinFile?: string;
}

type World = Pick<Parts, 'io' | 'runbookFiles' | 'testFiles'>;

/** The name of a text of which no file is known. */
export const nameless = '<stdin>';

/**
 * The files that are named, each once: of a folder every runbook and every file of tests in it, of a glob what it matches.
 * @throws Failure `no-file`, `no-folder`, `cannot-read`; `no-runbooks` if there are none at all
 */
export async function collect({ paths, stdinFile }: Wanted, world: World): Promise<readonly LintFile[]> {
  const named = await Promise.all(paths.map((path) => (path === '-' ? [] : filesOf(path, world))));
  const files = [...new Set(named.flat())].map((file) => {
    const text = reading(file, () => readFileSync(file, 'utf8'));
    return besideIt({ file, text });
  });
  if (paths.includes('-')) return [...files, besideIt({ file: stdinFile ?? nameless, text: await world.io.stdin() })];
  if (files.length > 0) return files;
  throw new Failure('user', 'no-runbooks', `There are no runbooks in ${paths.join(', ')}.`);
}

async function filesOf(path: string, world: World): Promise<readonly string[]> {
  if (!existsSync(path) && /[*?[{]/.test(path)) {
    const matched = globSync(path).toSorted();
    return (await Promise.all(matched.map((each) => filesOf(each, world)))).flat();
  }
  const isFolder = reading(path, () => statSync(path)).isDirectory();
  return (isFolder ? await filesIn(path, world) : [path]).map(normalize);
}

const filesIn = async (folder: string, { runbookFiles, testFiles }: World): Promise<readonly string[]> =>
  [...(await runbookFiles(folder)), ...(await testFiles(folder))].toSorted();

/** With the names of the files in its folder, if that is known and there. */
function besideIt(file: { readonly file: string; readonly text: string }): LintFile {
  const folder = dirname(file.file);
  return file.file === nameless || !existsSync(folder) ? file : { ...file, beside: readdirSync(folder) };
}
