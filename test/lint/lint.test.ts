import { describe, expect, it } from '@jest/globals';
import { lintFile, lintFiles } from '#lint/lint.ts';
import { casesIn, textOf } from '../runbook/golden.ts';
import { signatures } from '../runbook/signatures.ts';

const runbook = textOf(casesIn('valid'), 'kafka-zookeeper-restart.yml');
const broken = textOf(casesIn('broken'), 'ten-mistakes.yml');
const context = { signatures };

describe('lintFile', () => {
  it('finds nothing wrong with a runbook that is right', () => {
    expect(lintFile(runbook, 'runbooks/kafka-zookeeper-restart.yml', context)).toEqual([]);
  });

  it('has its findings in the order of the text', () => {
    const lines = lintFile(broken, 'ten-mistakes.yml', context).map(({ line }) => line);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });

  it('does not check what only stepward.yml tells where there is none', () => {
    const rules = lintFile(broken, 'ten-mistakes.yml', context).map(({ rule }) => rule);
    expect(rules).not.toContain('unknown-environment');
    expect(rules).toContain('unknown-action');
  });

  it('reads stepward.yml as what it is', () => {
    const [finding] = lintFile('environments: {}\n', 'some/where/stepward.yml', context);
    expect(finding).toMatchObject({ rule: 'wrong-value', file: 'some/where/stepward.yml', line: 1, column: 15 });
    expect(lintFile(textOf(casesIn('.'), 'stepward.yml'), 'stepward.yml', context)).toEqual([]);
  });

  it('leaves tests of runbooks alone', () => {
    expect(lintFile('anything: goes', 'kafka.test.yml', context)).toEqual([]);
  });
});

describe('lintFiles', () => {
  it('finds the same id in two folders', () => {
    const files = ['a', 'b'].map((folder) => ({ file: `${folder}/kafka-zookeeper-restart.yml`, text: runbook }));
    const found = lintFiles([...files, { file: 'ten-mistakes.yml', text: broken }], context);
    expect(found.filter(({ rule }) => rule === 'duplicate-id').map(({ file, line }) => [file, line])).toEqual([
      ['a/kafka-zookeeper-restart.yml', 1],
      ['b/kafka-zookeeper-restart.yml', 1],
    ]);
    expect(found.filter(({ file }) => file === 'ten-mistakes.yml').length).toBeGreaterThan(5);
  });
});
