import type { Finding } from '#domain/finding.ts';
import { isObject } from '#domain/json.ts';
import type { Runbook } from '#domain/runbook.ts';
import { findDuplicates } from '#runbook/duplicates.ts';
import { toFindings } from '#runbook/findings.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { libraryFor, openRunbook } from '#runbook/open.ts';
import { readDocument } from '#runbook/yaml/document.ts';
import { checkConfig } from './check-config.ts';
import type { LintContext, LintFile } from './context.ts';
import { fileKind } from './file-kind.ts';
import { judge } from './judge.ts';
import { lintTests } from './lint-tests.ts';
import type { Rule } from './rule.ts';
import { rules as allRules } from './rules/list.ts';
import { runConfigRules, runRules } from './run-rules.ts';
import { subjectOf } from './subject.ts';

/** What is wrong with a runbook, a stepward.yml or a file of tests, in the order of its text. */
export const lintFile = (text: string, file: string, context: LintContext): readonly Finding[] =>
  lintOne({ file, text }, context).findings;

/** What is wrong with several files, and between them, file by file. */
export function lintFiles(files: readonly LintFile[], context: LintContext): readonly Finding[] {
  const linted = files.map((each) => ({ ...each, ...lintOne(each, context) }));
  const duplicates = findDuplicates(linted);
  return linted.flatMap(({ file, findings }) => [...duplicates.filter((one) => one.file === file), ...findings]);
}

interface Linted {
  readonly findings: readonly Finding[];
  /** Absent if the text has mistakes that the language itself finds. */
  readonly runbook?: Runbook;
}

function lintOne(file: LintFile, context: LintContext): Linted {
  const kind = fileKind(file.file);
  if (kind === 'runbook') return lintRunbook(file, context);
  return { findings: kind === 'config' ? lintConfig(file, context) : lintTests(file, context) };
}

function lintRunbook({ file, text, beside }: LintFile, context: LintContext): Linted {
  const { signatures, config } = context;
  const opened = openRunbook(text, file, context);
  const { document, findings } = opened;
  const subject = subjectOf(opened, { file, signatures, ...(config && { config }), ...(beside && { beside }) });
  if (!subject) return { findings };
  const { whole, runbook } = subject;
  const complete = whole && config !== undefined && beside !== undefined;
  const said = (rules: readonly Rule[]) => runRules(rules, subject);
  return { findings: judge({ document, file, findings, said, complete }, context), ...(whole && { runbook }) };
}

function lintConfig({ file, text }: LintFile, context: LintContext): readonly Finding[] {
  const { config, findings } = loadConfig(text, file);
  const document = readDocument(text);
  const { value: raw } = document;
  if (!isObject(raw)) return findings;
  const names = toFindings(document, file, checkConfig(raw, context.rules ?? allRules));
  return judge(
    {
      document,
      file,
      findings: [...findings, ...names],
      said: (rules) =>
        config ? runConfigRules(rules, { file, text, raw, config, ...libraryFor({ ...context, config }) }) : [],
      complete: config !== undefined,
    },
    { ...context, ...(config && { config, configFile: file }) },
  );
}
