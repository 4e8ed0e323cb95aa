import { describe, expect, it } from '@jest/globals';
import type { Config } from '#domain/config.ts';
import type { LintContext } from '#lint/context.ts';
import { lintFiles } from '#lint/lint.ts';
import { defineRule, type Report } from '#lint/rule.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { casesIn, textOf } from '../runbook/golden.ts';
import { signatures } from '../runbook/signatures.ts';

const plainConfig = textOf(casesIn('.'), 'stepward.yml');
const configOf = (lint: string): Config | undefined => loadConfig(`${plainConfig}${lint}`, 'stepward.yml').config;

const text =
  'runbook: a\nversion: 1\ntitle: A\nenvironment: prod\nsteps:\n  - id: one\n    title: "Wait here"\n    wait: 1s\n';

const sayer = (...reports: readonly Report[]) =>
  defineRule({ id: 'sayer', area: 'flow', severity: 'warning', summary: 'Nothing.', runbook: () => reports });

const lint = (context: Partial<LintContext>, file = 'a.yml') =>
  lintFiles([{ file, text, beside: [] }], { signatures, ...context });

describe('a finding', () => {
  const place = (report: Partial<Report>) => {
    const [found] = lint({ rules: [sayer({ at: '', message: 'x', ...report })] });
    return found && `${found.line}:${found.column}-${found.endLine}:${found.endColumn}`;
  };

  it('stands at the value or the key that the rule names', () => {
    expect(place({ at: '/steps/0/wait' })).toBe('8:11-8:13');
    expect(place({ at: '/steps/0/wait', on: 'key' })).toBe('8:5-8:9');
  });

  it('stands at the nearest thing around what is not there', () => {
    expect(place({ at: '/steps/0/verify/0/within' })).toBe('6:5-6:7');
    expect(place({ at: '/owner' })).toBe('1:1-1:8');
  });

  it('stands at a part of a text, and at all of it where there is no such part', () => {
    expect(place({ at: '/steps/0/title', part: { start: 5, end: 9 } })).toBe('7:18-7:22');
    expect(place({ at: '/steps/0/title', part: { start: 5, end: 90 } })).toBe('7:12-7:23');
  });

  it('is one for each rule and place', () => {
    const twice = ['first', 'second'].map((message) => ({ at: '/steps/0/wait', message }));
    expect(lint({ rules: [sayer(...twice)] }).map(({ message }) => message)).toEqual(['first']);
  });
});

describe('a rule that throws', () => {
  const broken = defineRule({
    id: 'breaks-here',
    area: 'flow',
    severity: 'warning',
    summary: 'Nothing.',
    *step({ at }) {
      yield { at, message: 'said before' };
      throw new TypeError('x is not a function');
    },
  });

  it('is said to have failed, where it did, and the others go on', () => {
    const found = lint({ rules: [broken, sayer({ at: '', message: 'still here' })] });
    expect(found).toMatchObject([
      { rule: 'sayer', message: 'still here' },
      {
        rule: 'rule-failed',
        severity: 'error',
        line: 6,
        message: 'the rule "breaks-here" failed here: x is not a function',
      },
    ]);
  });
});

describe('stepward.yml', () => {
  const rules = [sayer({ at: '', message: 'x' })];
  const set = (setting: string, file = 'runbooks/a.yml') => {
    const config = configOf(`lint: ${setting}\n`);
    if (!config) throw new Error('the setting is wrong');
    return lint({ rules, config, configFile: 'runbooks/stepward.yml' }, file).map(({ severity }) => severity);
  };

  it('disables a rule', () => {
    expect(set('{}')).toEqual(['warning']);
    expect(set('{ disable: [sayer] }')).toEqual([]);
  });

  it('gives a rule another severity', () => {
    expect(set('{ severity: { sayer: error } }')).toEqual(['error']);
  });

  it('does so for some files, of which globs start where it is; the last one that matches holds', () => {
    const paths = `{ paths: [{ files: [old/**], disable: [sayer] }, { files: ['*.yml'], severity: { sayer: error } }] }`;
    expect(set(paths, 'runbooks/old/deep/a.yml')).toEqual([]);
    expect(set(paths, 'runbooks/a.yml')).toEqual(['error']);
    expect(set(paths, 'runbooks/new/a.yml')).toEqual(['warning']);
    const both = `{ severity: { sayer: warning }, paths: [{ files: [a.yml], severity: { sayer: warning } }, { files: ['**'], severity: { sayer: error } }] }`;
    expect(set(both)).toEqual(['error']);
  });

  it('names only rules that there are and that can be left out', () => {
    const setting = `lint:\n  disable: [syntax, seyer]\n  severity: { unknown-key: warning }\n  paths:\n    - { files: ['**'], disable: [nobody-knows] }\n`;
    const found = lintFiles([{ file: 'stepward.yml', text: plainConfig + setting }], { signatures, rules });
    const line = plainConfig.split('\n').length;
    expect(found.map((each) => [each.line - line, each.column, each.rule, each.message])).toEqual([
      [1, 13, 'ignore-not-allowed', '"syntax" holds for every file'],
      [1, 21, 'ignore-unknown-rule', 'there is no rule "seyer"'],
      [2, 15, 'ignore-not-allowed', '"unknown-key" holds for every file'],
      [4, 34, 'ignore-unknown-rule', 'there is no rule "nobody-knows"'],
    ]);
  });
});
