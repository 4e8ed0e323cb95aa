import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Source } from '#runbook/inline/library.ts';
import { runbooksIn } from '#runbook/inline/sources.ts';
import type { LoadContext } from '#runbook/open.ts';
import type { Parts } from './parts.ts';
import { reading } from './reading.ts';

/**
 * The runbooks that these can inline, which are those under their stepward.yml: read only if one of them may have such a step.
 * @throws Failure `cannot-read`
 */
export async function inlinable(
  files: readonly Source[],
  above: Source | undefined,
  { runbookFiles }: Pick<Parts, 'runbookFiles'>,
): Promise<Pick<LoadContext, 'runbooks'>> {
  if (!above || !files.some(({ text }) => /[^\n]runbook:/.test(text))) return {};
  const others = await runbookFiles(dirname(above.file));
  const read = others.map((file) => ({ file, text: reading(file, () => readFileSync(file, 'utf8')) }));
  return { runbooks: runbooksIn([...read, ...files]) };
}
