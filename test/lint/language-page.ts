import { readdirSync } from 'node:fs';
import { textReport } from '#cli/lint/report/text.ts';
import type { Finding } from '#domain/finding.ts';
import { builtIn } from '#lint/built-in.ts';
import { runbooksIn } from '#runbook/inline/sources.ts';
import { loadRunbook } from '#runbook/load.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { loadTests } from '#runbook/tests/load.ts';
import { casesIn, textOf } from '../runbook/golden.ts';
import { signatures } from '../runbook/signatures.ts';
import { testContextOf } from '../runbook/test-context.ts';

interface Case {
  readonly file: string;
  readonly text: string;
}

const casesOf = (folder: string): readonly Case[] =>
  readdirSync(casesIn(folder))
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((file) => ({ file, text: textOf(casesIn(folder), file) }));

const { config } = loadConfig(textOf(casesIn('.'), 'stepward.yml'), 'stepward.yml');
const context = { signatures, runbooks: runbooksIn(casesOf('inlined')), ...(config && { config }) };

const testContext = testContextOf({ signatures, ...(config && { config }) });

const reportOf = (text: string, finding: Finding): string =>
  textReport({ findings: [finding], texts: new Map([[finding.file, text]]) })
    .split('\n')
    .slice(0, -1)
    .join('\n');

/** The first example of each check in the cases of the language, as `stepward lint` tells it. */
function examples(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const take = (text: string, findings: readonly Finding[]): void => {
    for (const finding of findings) if (!found.has(finding.rule)) found.set(finding.rule, reportOf(text, finding));
  };
  for (const { file, text } of [...casesOf('broken'), ...casesOf('inlined')])
    take(text, loadRunbook(text, file, context).findings);
  for (const { file, text } of casesOf('tests')) take(text, loadTests(text, file, testContext).findings);
  for (const { text } of casesOf('config')) take(text, loadConfig(text, 'stepward.yml').findings);
  return found;
}

const intro = `# What the language demands

<!-- from src/lint/built-in.ts and test/runbook/cases: UPDATE_GOLDEN=1 npm test -- test/lint/pages.test -->

A file in which any of this is found is not offered to anybody, and no test in it is run. It can be neither ignored nor disabled. The [rules](README.md) are what is found besides.
The last ones, from \`ignore-without-reason\` on, are about the linter itself and keep no file back.
`;

/** The page of all checks that are no rules, each with an example. */
export function languagePage(): string {
  const shown = examples();
  const sections = builtIn.map(({ id, summary }) => {
    const example = shown.get(id);
    return `## ${id}\n\n${summary}\n${example === undefined ? '' : `\n\`\`\`text\n${example}\n\`\`\`\n`}`;
  });
  return [intro, ...sections].join('\n');
}
