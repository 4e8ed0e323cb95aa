import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { commands } from '#cli/commands/list.ts';
import { stepward } from './stepward.ts';

const files = readdirSync('src/cli/commands')
  .filter((name) => name !== 'list.ts')
  .map((name) => name.replace(/\.ts$/, ''));

describe('the commands', () => {
  it('are all in the list, under their own names', async () => {
    expect([...commands.keys()].sort()).toEqual(files.sort());
    for (const [name, load] of commands) expect((await load()).default.name).toBe(name);
  });

  it('all stand in the README, with their arguments', async () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const load of commands.values()) {
      const { name, arguments: words } = (await load()).default;
      expect(readme).toContain(`| \`stepward ${[name, words].filter(Boolean).join(' ')}\` |`);
    }
  });
});

describe('the documents', () => {
  it('name only files and folders that are there', () => {
    const texts = ['README.md', 'docs/architecture.md', 'docs/adding.md'].map((file) => readFileSync(file, 'utf8'));
    const named = texts.flatMap(
      (text) => text.match(/(?<=[`(])(?:src|test|docs|runbooks|bin|\.ci)\/[\w./-]*\w/g) ?? [],
    );
    const missing = named.filter((path) => !path.includes('NNNN') && !existsSync(path));
    expect(missing).toEqual([]);
  });

  it('show a first runbook that has no findings', async () => {
    const [, stdin = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
    expect(stdin).toContain('runbook: restart-evaluator');
    expect(await stepward(['lint', '-'], { stdin, cwd: 'runbooks' })).toMatchObject({ status: 0, err: '' });
  });
});
