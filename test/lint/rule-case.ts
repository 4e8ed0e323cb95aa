import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '#domain/finding.ts';
import { lintFiles } from '#lint/lint.ts';
import type { Rule } from '#lint/rule.ts';
import { runbooksIn } from '#runbook/inline/sources.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { signatures } from './signatures.ts';

const root = join(import.meta.dirname, 'rules');

export const ruleFolders: readonly string[] = readdirSync(root);

export const inFolder = (rule: string, file: string): string => join(root, rule, file);

const read = (path: string): string => readFileSync(path, 'utf8');

/** A file that a rule finds something in, or nothing, under the name that it would have. */
export interface RuleCase {
  readonly file: string;
  readonly text: string;
}

/** `bad.yml` or `good.yml` is a runbook, `bad.stepward.yml` or `good.stepward.yml` is a stepward.yml. */
export function caseOf(rule: string, which: 'bad' | 'good'): RuleCase {
  const config = inFolder(rule, `${which}.stepward.yml`);
  if (existsSync(config)) return { file: 'stepward.yml', text: read(config) };
  const text = read(inFolder(rule, `${which}.yml`));
  return { file: `${/^runbook: *(\S+)/m.exec(text)?.[1]}.yml`, text };
}

/** Other runbooks of the folder; `bad.test.yml` and `good.test.yml` stand only beside their own case. */
function filesBeside(rule: string, which: 'bad' | 'good', { file }: RuleCase): readonly RuleCase[] {
  const others = readdirSync(inFolder(rule, '.')).filter((name) => /^(?!bad\.|good\.|stepward\.).*\.yml$/.test(name));
  const test = inFolder(rule, `${which}.test.yml`);
  return [
    ...others.map((name) => ({ file: name, text: read(inFolder(rule, name)) })),
    ...(existsSync(test) ? [{ file: file.replace('.yml', '.test.yml'), text: read(test) }] : []),
  ];
}

/** What one rule alone, and the language itself, find in a case. A stepward.yml in the folder holds in place of the common one. */
export function findingsOf(rule: Rule, which: 'bad' | 'good'): readonly Finding[] {
  const here = caseOf(rule.id, which);
  const all = [here, ...filesBeside(rule.id, which, here)];
  const own = inFolder(rule.id, 'stepward.yml');
  const { config } = loadConfig(read(existsSync(own) ? own : join(root, '../stepward.yml')), 'stepward.yml');
  if (!config) throw new Error(`the stepward.yml of ${rule.id} has findings`);
  const beside = ['stepward.yml', ...all.map(({ file }) => file)];
  const context = { signatures, config, rules: [rule], runbooks: runbooksIn(all) };
  const files = all.map((each) => ({ ...each, beside }));
  return lintFiles(files, context).filter(({ file }) => file === here.file);
}
