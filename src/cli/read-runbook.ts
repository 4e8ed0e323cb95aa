import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import type { Config } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';
import type { Runbook } from '#domain/runbook.ts';
import { loadRunbook } from '#runbook/load.ts';
import { loadConfig } from '#runbook/load-config.ts';
import type { Parts } from './parts.ts';
import { findingText } from './text/finding.ts';

/**
 * The runbook in a file, and the stepward.yml above it.
 * @throws Failure `no-file`, `cannot-read`; `runbook-broken` with what is wrong and where
 */
export async function openRunbook(
  file: string,
  { findConfig }: Pick<Parts, 'findConfig'>,
): Promise<{ readonly runbook: Runbook; readonly config?: Config }> {
  const text = read(file);
  const above = await findConfig(dirname(resolve(file)));
  const { config } = above ? loadConfig(above.text, above.file) : {};
  const known = config ? { config } : {};
  const { runbook, findings } = loadRunbook(text, file, { signatures: signatures(catalogue), ...known });
  if (runbook) return { runbook, ...known };
  throw new Failure('user', 'runbook-broken', `${file} has mistakes:\n${findings.map(findingText).join('\n')}`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const isMissing = isObject(cause) && cause['code'] === 'ENOENT';
    throw new Failure(
      'user',
      isMissing ? 'no-file' : 'cannot-read',
      `${file} ${isMissing ? 'is not there' : 'cannot be read'}.`,
      {
        cause,
      },
    );
  }
}
