import type { Finding } from '#domain/finding.ts';
import type { Runbook } from '#domain/runbook.ts';
import { loadRunbook } from '#runbook/load.ts';
import { loadTests } from '#runbook/tests/load.ts';
import { readDocument } from '#runbook/yaml/document.ts';
import type { LintContext, LintFile } from './context.ts';
import { judge } from './judge.ts';
import { once } from './once.ts';

/** The runbooks that tests may be of, built; read once for all tests that are judged in the same context. */
const runbooksOf = once((context: LintContext): ReadonlyMap<string, Runbook | undefined> => {
  const sources = [...(context.runbooks ?? [])];
  return new Map(sources.map(([id, { text, file }]) => [id, loadRunbook(text, file, context).runbook]));
});

/** What is wrong with a file of tests. No rule looks at one, so a comment in it can ignore nothing. */
export function lintTests({ file, text }: LintFile, context: LintContext): readonly Finding[] {
  const { config, practice } = context;
  const { findings } = loadTests(text, file, {
    ...(config && { config }),
    ...(practice && { practice }),
    ...(context.runbooks && { runbooks: runbooksOf(context) }),
  });
  return judge({ document: readDocument(text), file, findings, said: () => [], complete: true }, context);
}
