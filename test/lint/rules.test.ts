import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { textReport } from '#cli/lint/report/text.ts';
import { builtIn } from '#lint/built-in.ts';
import { rules } from '#lint/rules/list.ts';
import { golden } from '../runbook/golden.ts';
import { caseOf, findingsOf, inFolder, ruleFolders } from './rule-case.ts';
import { pageFile, pageOf, whyOf } from './rule-page.ts';

const ids = rules.map(({ id }) => id);

describe('the rules', () => {
  it('are the files of src/lint/rules, by their names', () => {
    const files = readdirSync('src/lint/rules').filter((name) => name !== 'list.ts');
    expect(ids).toEqual(files.map((name) => name.replace('.ts', '')).sort());
  });

  it('have names of their own', () => {
    const all = [...ids, ...builtIn.map(({ id }) => id)];
    expect(new Set(all).size).toBe(all.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
  });

  it('are all there is a folder of cases for', () => {
    expect(ruleFolders.toSorted()).toEqual(ids);
  });

  it('say in one sentence what must hold', () => {
    for (const { summary } of rules) expect(summary).toMatch(/^[A-Z`"].*\.$/s);
  });
});

// Not `describe.each`: it would take the rules' own functions for templates.
for (const rule of rules)
  describe(rule.id, () => {
    it('finds in the bad case what its golden file says, and nothing else is found there', () => {
      const findings = findingsOf(rule, 'bad');
      const { file, text } = caseOf(rule.id, 'bad');
      const report = `${textReport({ findings, texts: new Map([[file, text]]) })}\n`;
      expect(report).toBe(golden(inFolder(rule.id, 'bad.out'), report));
      expect([...new Set(findings.map((finding) => finding.rule))]).toEqual([rule.id]);
    });

    it('finds nothing in the good case, nor does anything else', () => {
      expect(findingsOf(rule, 'good')).toEqual([]);
    });

    it('says messages without a full stop', () => {
      for (const { message } of findingsOf(rule, 'bad')) expect(message).toMatch(/[^.]$/);
    });

    it('has a page that says why, and is as the rule and its cases are', () => {
      expect(whyOf(rule.id)).not.toBe('');
      const page = pageOf(rule);
      expect(page).toBe(golden(pageFile(rule.id), page));
    });
  });
