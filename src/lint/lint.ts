import type { Config } from '#domain/config.ts';
import type { Finding } from '#domain/finding.ts';
import type { Signatures } from '#domain/signatures.ts';
import { findDuplicates } from '#runbook/duplicates.ts';
import { loadRunbook } from '#runbook/load.ts';
import { loadConfig } from '#runbook/load-config.ts';

export interface LintContext {
  readonly signatures: Signatures;
  /** The nearest stepward.yml; without it environments, groups and values are not checked. */
  readonly config?: Config;
}

export interface LintFile {
  readonly file: string;
  readonly text: string;
}

/** What is wrong with a runbook, or with a stepward.yml, in the order of its text. Tests of runbooks have a shape of their own and none here. */
export function lintFile(text: string, file: string, context: LintContext): readonly Finding[] {
  return lintOne({ file, text }, context).findings;
}

/** What is wrong with several files, and between them, file by file. */
export function lintFiles(files: readonly LintFile[], context: LintContext): readonly Finding[] {
  const linted = files.map((each) => ({ ...each, ...lintOne(each, context) }));
  const duplicates = findDuplicates(linted);
  return linted.flatMap(({ file, findings }) => [...duplicates.filter((one) => one.file === file), ...findings]);
}

function lintOne(
  { file, text }: LintFile,
  context: LintContext,
): Pick<ReturnType<typeof loadRunbook>, 'runbook' | 'findings'> {
  if (/(^|[/\\])stepward\.ya?ml$/.test(file)) return { findings: loadConfig(text, file).findings };
  if (/\.test\.ya?ml$/.test(file)) return { findings: [] };
  return loadRunbook(text, file, context);
}
