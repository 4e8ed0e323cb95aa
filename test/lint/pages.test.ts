import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { rules } from '#lint/rules/list.ts';
import { golden } from '../runbook/golden.ts';
import { languagePage } from './language-page.ts';

const index = 'docs/rules/README.md';

/** The rules by what they are about, in the order of the alphabet. */
function tables(): string {
  const areas = [...new Set(rules.map(({ area }) => area))].sort();
  const rows = (area: string): string =>
    rules
      .filter((rule) => rule.area === area)
      .map(
        ({ id, severity, summary }) =>
          `| [${id}](${id}.md) | ${severity} | ${summary.replaceAll('|', '\\|').replaceAll('<', '\\<')} |`,
      )
      .join('\n');
  return areas
    .map((area) => `### ${area}\n\n| rule | finds | what must hold |\n| --- | --- | --- |\n${rows(area)}\n`)
    .join('\n');
}

describe('the pages in docs/rules', () => {
  it('list every rule', () => {
    const page = readFileSync(index, 'utf8').replace(
      /(<!-- from .*-->\n)[\s\S]*(?=<!-- \/from -->)/,
      (_, mark) => `${mark}\n${tables()}\n`,
    );
    expect(page).toContain('blind-wait');
    expect(page).toBe(golden(index, page));
  });

  it('show what the language demands', () => {
    const page = languagePage();
    expect(page).toBe(golden('docs/rules/language.md', page));
  });

  it('are of rules that there are', () => {
    const pages = readdirSync('docs/rules').map((name) => name.replace('.md', ''));
    expect(pages.sort()).toEqual(['README', 'language', ...rules.map(({ id }) => id)].sort());
  });
});
