import { dirname, relative, resolve } from 'node:path';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import type { LintContext, LintFile } from '#lint/context.ts';
import { fileKind } from '#lint/file-kind.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { namedRunbooks } from '../named-runbooks.ts';
import type { Parts } from '../parts.ts';
import { nameless } from './collect.ts';

/** Files under the same stepward.yml, which is one of them where there is one, and what they are judged by. */
export interface Family {
  /** That stepward.yml. */
  readonly above?: string;
  readonly files: readonly LintFile[];
  readonly context: LintContext;
}

type World = Pick<Parts, 'findConfig' | 'runbookFiles' | 'practiceNames'>;

/**
 * Files by the stepward.yml above them.
 * @param ignores whether comments that ignore findings are read
 */
export async function families(files: readonly LintFile[], ignores: boolean, world: World): Promise<readonly Family[]> {
  const configs = new Map<string | undefined, LintFile | undefined>();
  const members = new Map<string | undefined, LintFile[]>();
  for (const each of files) {
    const config = await configAbove(each.file, world);
    configs.set(config?.file, config);
    const list = members.get(config?.file) ?? [];
    members.set(config?.file, list);
    if (resolve(each.file) !== resolve(config?.file ?? '')) list.push(each);
  }
  return Promise.all(
    [...members].map(async ([path, list]) => {
      const { context, ...family } = await familyOf(configs.get(path), list, world);
      return { ...family, context: { ...context, ignores } };
    }),
  );
}

async function configAbove(file: string, { findConfig }: World): Promise<LintFile | undefined> {
  const found = await findConfig(file === nameless ? resolve() : dirname(resolve(file)));
  return found && { file: relative('', found.file), text: found.text };
}

async function familyOf(above: LintFile | undefined, members: readonly LintFile[], world: World): Promise<Family> {
  const { config } = above ? loadConfig(above.text, above.file) : {};
  const named = { ...(await namedRunbooks(members, above, world)), ...(await practiceFor(members, world)) };
  const context = { signatures: signatures(catalogue), ...named };
  return {
    ...(above ? { above: above.file, files: [above, ...members] } : { files: members }),
    context: { ...context, ...(above && config ? { config, configFile: above.file } : {}) },
  };
}

/** Loaded only where there are tests: a runbook is linted without practice. */
async function practiceFor(members: readonly LintFile[], world: World): Promise<Pick<LintContext, 'practice'>> {
  if (!members.some(({ file }) => fileKind(file) === 'tests')) return {};
  const { namesForTests } = await import('../practice/names.ts');
  return { practice: await namesForTests(world) };
}
