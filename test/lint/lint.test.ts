import { describe, expect, it } from '@jest/globals';
import type { LintContext } from '#lint/context.ts';
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

  it('asks no rule about a text with more mistakes than it lists', () => {
    const links = '  - [nothing]\n'.repeat(1_500);
    const found = lintFile(`runbook: many\nversion: 1\ntitle: Many\nlinks:\n${links}`, 'many.yml', context);
    expect(found.map(({ rule }) => rule)).not.toContain('rule-failed');
    expect(found.length).toBeLessThan(1_100);
  });

  it('reads stepward.yml as what it is', () => {
    const [finding] = lintFile('environments: {}\n', 'some/where/stepward.yml', context);
    expect(finding).toMatchObject({ rule: 'wrong-value', file: 'some/where/stepward.yml', line: 1, column: 15 });
    expect(lintFile(textOf(casesIn('.'), 'stepward.yml'), 'stepward.yml', context)).toEqual([]);
  });

  it('reads tests as what they are, of the runbooks that it knows', () => {
    const tests =
      'runbook: kafka\nworld: mars\ntests:\n  - { name: it, as: bob, environment: prod, expect: { writes: 0 } }\n';
    const rules = (known: Partial<LintContext>): readonly string[] =>
      lintFile(tests, 'kafka.test.yml', { ...context, ...known }).map(({ rule }) => rule);
    expect(lintFile('anything: goes', 'kafka.test.yml', context)[0]).toMatchObject({ severity: 'error', line: 1 });
    expect(rules({})).toEqual([]);
    expect(rules({ practice: { worlds: [], faults: [], people: () => [] } })).toEqual(['unknown-world']);
    expect(rules({ runbooks: new Map() })).toEqual(['unknown-runbook']);
    expect(rules({ runbooks: new Map([['kafka', { file: 'kafka.yml', text: broken }]]) })).toEqual(['broken-runbook']);
  });

  it('lets nobody ignore what is wrong with tests', () => {
    const tests = 'runbook: a # stepward-ignore: unknown-runbook not yet there\nworld: mars\ntests: []\n';
    const found = lintFile(tests, 'a.test.yml', { ...context, runbooks: new Map() }).map(({ rule }) => rule);
    expect(found).toEqual(expect.arrayContaining(['unknown-runbook', 'ignore-not-allowed', 'wrong-value']));
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
