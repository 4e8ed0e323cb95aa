import { describe, expect, it } from '@jest/globals';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import type { Finding } from '#domain/finding.ts';
import { builtIn } from '#lint/built-in.ts';
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

const isWhole = (text: string): boolean => /^runbook:/m.test(text);
const languageRules = new Set(builtIn.map(({ id }) => id));

/** What is shown of a runbook, with the rest around it: a list is its steps, `verify` belongs to an action. */
function whole(text: string): string {
  if (isWhole(text)) return text;
  if (text.startsWith('- ')) return `${header}steps:\n${indented(text, 2)}`;
  if (text.startsWith('verify:')) return `${header}${restart}${indented(text, 4)}`;
  return `${header}${/^steps:/m.test(text) ? '' : pause}${text}`;
}

function lint(text: string): readonly Finding[] {
  const [, id = ''] = /^runbook: (\S+)$/m.exec(text) ?? [];
  return lintFile(text, `${id}.yml`, { signatures: signatures(catalogue), ...(config ? { config } : {}) });
}

const told = (found: readonly Finding[]): readonly string[] =>
  found.map(({ file, line, column, message, rule }) => `${file}:${line}:${column}: ${message} [${rule}]`);

/** A whole runbook must be one that a build takes; a part of one shows a key, so only the language judges it: what is left out is no mistake. */
const mistakes = (text: string): readonly string[] =>
  told(
    lint(whole(text)).filter(
      ({ rule, severity }) => severity === 'error' && (isWhole(text) || languageRules.has(rule)),
    ),
  );

describe('the examples', () => {
  it('hold a stepward.yml, under which the others stand', () => {
    expect(config?.environments.map(({ id }) => id)).toEqual(['prod', 'staging']);
  });

  it.each(known.filter((fence) => !isConfig(fence)))('at $page:$line have no mistakes', ({ text }) => {
    expect(mistakes(text)).toEqual([]);
  });

  it.each(known.filter(isConfig))('of stepward.yml at $page:$line have no findings', ({ text }) => {
    expect(loadConfig(text, 'stepward.yml').findings).toEqual([]);
  });

  it.each(fences('yaml').filter(({ info }) => info === 'yaml refused'))(
    'that are refused, at $page:$line, are refused in the words below them',
    (fence) => {
      const below = fencesOf(fence.page).find(({ line }) => line > fence.line);
      expect(told(lint(fence.text)).join('\n')).toBe(below?.text.trimEnd());
    },
  );
});
