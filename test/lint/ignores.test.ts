import { describe, expect, it } from '@jest/globals';
import type { Finding } from '#domain/finding.ts';
import type { LintContext } from '#lint/context.ts';
import { lintFiles } from '#lint/lint.ts';
import { defineRule } from '#lint/rule.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { casesIn, textOf } from '../runbook/golden.ts';
import { signatures } from '../runbook/signatures.ts';

/** Finds every pause; and, so that two can be ignored at once, every pause again. */
const noWait = defineRule({
  id: 'no-wait',
  area: 'flow',
  severity: 'warning',
  summary: 'Nobody waits.',
  *step({ at, step }) {
    if (step.kind === 'wait') yield { at: `${at}/wait`, message: `"${step.id}" waits` };
  },
});
const noPause = defineRule({ ...noWait, id: 'no-pause' });

const { config } = loadConfig(textOf(casesIn('.'), 'stepward.yml'), 'stepward.yml');
const context: LintContext = { signatures, rules: [noWait, noPause], ...(config && { config }) };

const findings = (text: string, also: Partial<LintContext> = {}): readonly Finding[] =>
  lintFiles([{ file: 'a.yml', text, beside: [] }], { ...context, ...also });

const said = (text: string, also: Partial<LintContext> = {}): readonly string[] =>
  findings(text, also).map(({ line, rule }) => `${line} ${rule}`);

const head = 'runbook: a\nversion: 1\ntitle: A\nenvironment: prod\nsteps:\n';
const both = ['8 no-wait', '8 no-pause'];

describe('a comment that ignores', () => {
  it('is needed: without one both rules speak', () => {
    expect(said(`${head}\n  - id: one\n    wait: 1s\n`)).toEqual(both);
  });

  it('takes out what begins on the line that it ends', () => {
    const text = `${head}\n  - id: one\n    wait: 1s  # stepward-ignore: no-wait the disk is slow\n`;
    expect(said(text)).toEqual(['8 no-pause']);
  });

  it('names several rules', () => {
    const text = `${head}\n  - id: one\n    wait: 1s  # stepward-ignore: no-wait, no-pause the disk is slow\n`;
    expect(said(text)).toEqual([]);
  });

  it.each([
    ['an entry', '  - id: one\n    # stepward-ignore: no-wait, no-pause why\n    wait: 1s\n'],
    ['an item, with everything in it', '  # stepward-ignore: no-wait, no-pause why\n  - id: one\n    wait: 1s\n'],
    [
      'an item, with comments between',
      '  # stepward-ignore: no-wait, no-pause why\n  # more\n  - id: one\n    wait: 1s\n',
    ],
    ['an item in brackets', '  # stepward-ignore: no-wait, no-pause why\n  - { id: one, wait: 1s }\n'],
  ])('that stands alone holds for %s below it', (_, steps) => {
    expect(said(head + steps)).toEqual([]);
  });

  it('that stands alone does not hold for the next item, nor for one after an empty line', () => {
    const comment = '  # stepward-ignore: no-wait, no-pause why\n';
    expect(said(`${head}${comment}  - { id: one, wait: 1s }\n  - { id: two, wait: 1s }\n`)).toEqual(both);
    expect(said(`${head}${comment}\n  - { id: one, wait: 1s }\n`)).toEqual([
      '6 ignore-unused',
      '6 ignore-unused',
      ...both,
    ]);
  });

  it('above the first line holds for its entry and not for the whole file', () => {
    const text = `# stepward-ignore: no-wait why\n${head}  - { id: one, wait: 1s }\n`;
    expect(said(text)).toEqual(['1 ignore-unused', '7 no-wait', '7 no-pause']);
  });

  it.each([
    ['a quoted text', '    title: "# stepward-ignore: no-wait, no-pause why"\n    wait: 1s\n'],
    ['a block of text', '    title: |\n      # stepward-ignore: no-wait, no-pause why\n    wait: 1s\n'],
    ['a word', '    title: x#stepward-ignore:no-wait\n    wait: 1s\n'],
  ])('is none inside %s', (_, steps) => {
    const found = findings(`${head}  - id: one\n${steps}`).map(({ rule }) => rule);
    expect(found).toEqual(['no-wait', 'no-pause']);
  });

  it('ends the line that opens a block of text, and follows one', () => {
    const text = `${head}  - id: one # stepward-ignore: no-wait why\n    title: | # stepward-ignore: no-wait why\n      text\n    # stepward-ignore: no-wait, no-pause why\n    wait: 1s\n`;
    expect(said(text)).toEqual(['6 ignore-unused', '7 ignore-unused']);
  });

  it('is found with the line ends of Windows', () => {
    const text = `${head}  # stepward-ignore: no-wait, no-pause why\n  - { id: one, wait: 1s }\n`;
    expect(said(text.replaceAll('\n', '\r\n'))).toEqual([]);
  });

  it('must say why, and is heard all the same', () => {
    const [finding, ...rest] = findings(`${head}  - { id: one, wait: 1s } # stepward-ignore: no-wait, no-pause -\n`);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ rule: 'ignore-without-reason', severity: 'error', line: 6, column: 27 });
  });

  it('must name a rule that there is', () => {
    const [unknown] = findings(`${head}  - { id: one, wait: 1s } # stepward-ignore: no-wiat, no-wait, no-pause why\n`);
    expect(unknown).toMatchObject({ rule: 'ignore-unknown-rule', column: 46, hint: 'did you mean "no-wait"?' });
    expect(said(`${head}  - id: one # stepward-ignore:\n    manual: do\n`)).toEqual(['6 ignore-unknown-rule']);
  });

  it('must not name what the language itself demands', () => {
    const text = `${head}  - { id: one, manual: do, wiat: 1s } # stepward-ignore: unknown-key why\n`;
    expect(said(text)).toEqual(['6 unknown-key', '6 ignore-not-allowed']);
  });

  it('that ignores nothing is said only where everything was looked at', () => {
    const text = `${head}  - { id: one, manual: do } # stepward-ignore: no-wait why\n`;
    expect(said(text)).toEqual(['6 ignore-unused']);
    expect(said(`${text}  - { id: two }\n`)).toEqual(['7 missing-key']);
    expect(lintFiles([{ file: 'a.yml', text }], context)).toEqual([]);
  });

  it('is not read where that is wished', () => {
    const text = `${head}  - { id: one, wait: 1s } # stepward-ignore: no-wait\n`;
    expect(said(text, { ignores: false })).toEqual(['6 no-wait', '6 no-pause']);
  });

  it('holds in stepward.yml, too', () => {
    const open = defineRule({
      id: 'no-groups',
      area: 'approval',
      severity: 'error',
      summary: 'There are no groups.',
      *config() {
        yield { at: '/groups', on: 'key', message: 'there are groups' };
      },
    });
    const text = textOf(casesIn('.'), 'stepward.yml');
    const of = (whole: string) =>
      lintFiles([{ file: 'stepward.yml', text: whole }], { signatures, rules: [open] }).map(({ rule }) => rule);
    expect(of(text)).toEqual(['no-groups']);
    expect(of(text.replace('\ngroups:', '\ngroups: # stepward-ignore: no-groups they are few'))).toEqual([]);
  });
});
