import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { Failure } from '#domain/failure.ts';
import type { Finding } from '#domain/finding.ts';
import { isObject } from '#domain/json.ts';
import type { LintFile } from '#lint/context.ts';
import { lintFiles } from '#lint/lint.ts';
import { loadConfig } from '#runbook/load-config.ts';
import type { Parts } from './parts.ts';

type World = Pick<Parts, 'io' | 'runbookFiles' | 'findConfig'>;

/** Files under the same stepward.yml, which is one of them where there is one. */
interface Family {
  readonly config: LintFile | undefined;
  readonly files: LintFile[];
}

function reading<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const isMissing = isObject(cause) && cause['code'] === 'ENOENT';
    const message = isMissing ? `There is no ${path}.` : `${path} cannot be read.`;
    throw new Failure('user', isMissing ? 'no-file' : 'cannot-read', message, { cause });
  }
}

/** A folder stands for the runbooks in it, `-` for stdin. */
async function expand(path: string, { io, runbookFiles }: World): Promise<readonly LintFile[]> {
  if (path === '-') return [{ file: '<stdin>', text: await io.stdin() }];
  const isFolder = reading(path, () => statSync(path)).isDirectory();
  const files = isFolder ? await runbookFiles(path) : [path];
  return files.map((file) => ({ file, text: reading(file, () => readFileSync(file, 'utf8')) }));
}

async function configAbove(file: string, { findConfig }: World): Promise<LintFile | undefined> {
  const found = await findConfig(file === '<stdin>' ? resolve() : dirname(resolve(file)));
  return found && { file: relative('', found.file), text: found.text };
}

async function families(files: readonly LintFile[], world: World): Promise<readonly Family[]> {
  const all = new Map<string | undefined, Family>();
  for (const each of files) {
    const config = await configAbove(each.file, world);
    const family = all.get(config?.file) ?? { config, files: config ? [config] : [] };
    all.set(config?.file, family);
    if (resolve(each.file) !== resolve(config?.file ?? '')) family.files.push(each);
  }
  return [...all.values()];
}

/**
 * Everything that is wrong with these files and folders, and with the stepward.yml above each. Without one, what it would name is not checked, and that is said.
 * @throws Failure `no-file`, `no-folder`, `cannot-read`
 */
export async function lintPaths(
  paths: readonly string[],
  world: World,
): Promise<{ readonly files: number; readonly findings: readonly Finding[] }> {
  const files = (await Promise.all(paths.map((path) => expand(path, world)))).flat();
  const found = (await families(files, world)).map(({ config: above, files: family }) => {
    if (!above) world.io.err('There is no stepward.yml above: environments, groups and values are not checked.');
    const { config } = above ? loadConfig(above.text, above.file) : {};
    const findings = lintFiles(family, { signatures: signatures(catalogue), ...(config ? { config } : {}) });
    return { files: family.length, findings };
  });
  return {
    files: found.reduce((sum, family) => sum + family.files, 0),
    findings: found.flatMap(({ findings }) => findings),
  };
}
