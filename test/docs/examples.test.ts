import { describe, expect, it } from '@jest/globals';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { lintFile } from '#lint/lint.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { type Fence, fences, fencesOf } from './pages.ts';

const page = 'docs/language.md';
const known = fences('yaml').filter(({ info }) => info === 'yaml');
const isConfig = ({ text }: Fence): boolean => /^environments:/m.test(text);

/** Every other example stands under the stepward.yml that the page of the language shows. */
const written = known.find((fence) => fence.page === page && isConfig(fence));
const { config } = loadConfig(written?.text ?? '', 'stepward.yml');

const header = 'runbook: example\nversion: 1\ntitle: Example\nenvironment: prod\n';
const pause = 'steps:\n  - { id: pause, wait: 1s }\n';
const restart = 'steps:\n  - id: example\n    action: ecs.restart-service\n    with: { cluster: main, service: api }\n';
const indented = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));

/** What is shown of a runbook, with the rest around it: a list is its steps, `verify` belongs to an action. */
function whole(text: string): string {
  if (/^runbook:/m.test(text)) return text;
  if (text.startsWith('- ')) return `${header}steps:\n${indented(text, 2)}`;
  if (text.startsWith('verify:')) return `${header}${restart}${indented(text, 4)}`;
  return `${header}${/^steps:/m.test(text) ? '' : pause}${text}`;
}

function findings(text: string): readonly string[] {
  const [, id = ''] = /^runbook: (\S+)$/m.exec(text) ?? [];
  const found = lintFile(text, `${id}.yml`, { signatures: signatures(catalogue), ...(config ? { config } : {}) });
  return found.map(({ file, line, column, message, rule }) => `${file}:${line}:${column}: ${message} [${rule}]`);
}

describe('the examples', () => {
  it('hold a stepward.yml, under which the others stand', () => {
    expect(config?.environments.map(({ id }) => id)).toEqual(['prod', 'staging']);
  });

  it.each(known.filter((fence) => !isConfig(fence)))('at $page:$line have no findings', ({ text }) => {
    expect(findings(whole(text))).toEqual([]);
  });

  it.each(known.filter(isConfig))('of stepward.yml at $page:$line have no findings', ({ text }) => {
    expect(loadConfig(text, 'stepward.yml').findings).toEqual([]);
  });

  it.each(fences('yaml').filter(({ info }) => info === 'yaml refused'))(
    'that are refused, at $page:$line, are refused in the words below them',
    (fence) => {
      const below = fencesOf(fence.page).find(({ line }) => line > fence.line);
      expect(findings(fence.text).join('\n')).toBe(below?.text.trimEnd());
    },
  );
});
