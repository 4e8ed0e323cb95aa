import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import type { Config } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import type { Runbook } from '#domain/runbook.ts';
import { loadRunbook } from '#runbook/load.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { namedRunbooks } from './named-runbooks.ts';
import type { Parts } from './parts.ts';
import { reading } from './reading.ts';
import { findingText } from './text/finding.ts';

/**
 * The runbook in a file, and the stepward.yml above it.
 * @throws Failure `no-file`, `cannot-read`; `runbook-broken` with what is wrong and where
 */
export async function openRunbook(
  file: string,
  world: Pick<Parts, 'findConfig' | 'runbookFiles'>,
): Promise<{ readonly runbook: Runbook; readonly config?: Config }> {
  const text = reading(file, () => readFileSync(file, 'utf8'));
  const above = await world.findConfig(dirname(resolve(file)));
  const { config } = above ? loadConfig(above.text, above.file) : {};
  const known = config ? { config } : {};
  const others = await namedRunbooks([{ file, text }], above, world);
  const { runbook, findings } = loadRunbook(text, file, { signatures: signatures(catalogue), ...known, ...others });
  if (runbook) return { runbook, ...known };
  throw new Failure('user', 'runbook-broken', `${file} has mistakes:\n${findings.map(findingText).join('\n')}`);
}
