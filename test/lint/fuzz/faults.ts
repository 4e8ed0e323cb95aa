import type { Finding } from '#domain/finding.ts';
import { lintFile } from '#lint/lint.ts';
import { runbooksIn } from '#runbook/inline/sources.ts';
import { loadRunbook } from '#runbook/load.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { loadTests } from '#runbook/tests/load.ts';
import { signatures } from '../signatures.ts';
import { sound } from './corpus.ts';
import type { FuzzInput } from './input.ts';

const { config } = loadConfig(sound.config, 'stepward.yml');
const known = config ? { config } : {};
const { runbook } = loadRunbook(sound.tested, 'kafka-zookeeper-restart.yml', { signatures, ...known });
const runbooks = new Map([['kafka-zookeeper-restart', runbook]]);

/** What is wrong with what the linter does with an input, not with the input. */
export function faultsOf({ file, text }: FuzzInput): readonly string[] {
  try {
    const lines = text.split('\n');
    return findingsOf({ file, text }).flatMap((finding) => faultIn(finding, lines));
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

function findingsOf({ file, text }: FuzzInput): readonly Finding[] {
  if (file.endsWith('.test.yml')) return loadTests(text, file, { ...known, runbooks }).findings;
  if (file.endsWith('stepward.yml')) return findingsUnder({ file, text });
  const others = runbooksIn([
    { file, text },
    { file: 'sound.yml', text: sound.runbook },
  ]);
  return lintFile(text, file, { signatures, ...known, configFile: 'stepward.yml', runbooks: others });
}

/** Of a stepward.yml also that a runbook can be judged by it. */
function findingsUnder({ file, text }: FuzzInput): readonly Finding[] {
  const read = loadConfig(text, file).config;
  const context = { signatures, ...(read && { config: read, configFile: file }) };
  const under = lintFile(sound.runbook, 'rotate-session-secret.yml', context);
  return [...lintFile(text, file, context), ...under.filter(({ rule }) => rule === 'rule-failed')];
}

function faultIn(finding: Finding, lines: readonly string[]): readonly string[] {
  const { rule, message, line, column, endLine, endColumn } = finding;
  const isOrdered = endLine > line || (endLine === line && endColumn >= column);
  const isInside = line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1;
  return rule !== 'rule-failed' && message !== '' && isOrdered && isInside ? [] : [JSON.stringify(finding)];
}
