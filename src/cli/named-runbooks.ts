import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileKind } from '#lint/file-kind.ts';
import type { Source } from '#runbook/inline/library.ts';
import { runbooksIn } from '#runbook/inline/sources.ts';
import type { LoadContext } from '#runbook/open.ts';
import type { Parts } from './parts.ts';
import { reading } from './reading.ts';

/**
 * The runbooks that these may name, which are those under their stepward.yml: read only if one of them may have a step that inlines another,
 * is a file of tests, or if that stepward.yml has schedules.
 * @throws Failure `cannot-read`
 */
export async function namedRunbooks(
  files: readonly Source[],
  above: Source | undefined,
  { runbookFiles }: Pick<Parts, 'runbookFiles'>,
): Promise<Pick<LoadContext, 'runbooks'>> {
  if (!above || !(files.some(mayName) || hasSchedules(above))) return {};
  const others = await runbookFiles(dirname(above.file));
  const read = others.map((file) => ({ file, text: reading(file, () => readFileSync(file, 'utf8')) }));
  return { runbooks: runbooksIn([...read, ...files.filter(isRunbook)]) };
}

const hasSchedules = ({ text }: Source): boolean => /^schedules:/m.test(text);
const isRunbook = ({ file }: Source): boolean => fileKind(file) === 'runbook';
const mayName = (source: Source): boolean => !isRunbook(source) || /[^\n]runbook:/.test(source.text);
