import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { commands } from '#cli/commands/list.ts';
import { fences } from './pages.ts';

const blocks = fences('yaml').filter(({ info }) => info === 'yaml ci');

/** Every value of these names, at any depth. */
function valuesOf(key: string, value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    ...(name === key ? [member] : []),
    ...valuesOf(key, member),
  ]);
}

const namesIn = (value: unknown): readonly string[] => Object.keys(Object(value));

/** `npx stepward lint --format text runbooks` → the command and its flags. */
const called = blocks.flatMap(({ text }) =>
  [...text.matchAll(/stepward (lint|test)([^\n]*)/g)].map(([line, name = '', rest = '']) => ({
    line,
    name,
    flags: rest.match(/--[a-z-]+/g) ?? [],
  })),
);

describe('what is shown for CI', () => {
  it.each(blocks)('at $page:$line is YAML', ({ text }) => {
    expect(load(text)).toBeInstanceOf(Object);
  });

  it('gives our action inputs that it has, and reads outputs that it has', () => {
    const action = load(readFileSync('action.yml', 'utf8'));
    const steps = blocks.flatMap(({ text }) => valuesOf('steps', load(text)).flat());
    const ours = steps.filter((step) => String(Object(step)['uses']).includes('/stepward@'));
    expect(ours.length).toBeGreaterThan(0);
    const given = ours.flatMap((step) => namesIn(Object(step)['with']));
    expect(valuesOf('inputs', action).flatMap(namesIn)).toEqual(expect.arrayContaining(given));
    const read = blocks.flatMap(({ text }) => [...text.matchAll(/steps\.stepward\.outputs\.([\w-]+)/g)]);
    expect(valuesOf('outputs', action).flatMap(namesIn)).toEqual(expect.arrayContaining(read.map(([, name]) => name)));
  });

  it('names hooks that there are', () => {
    const hooks = [load(readFileSync('.pre-commit-hooks.yaml', 'utf8'))].flat().map((hook) => Object(hook)['id']);
    const shown = blocks.flatMap(({ text }) => valuesOf('hooks', load(text)).flat());
    expect(shown.length).toBeGreaterThan(0);
    expect(hooks).toEqual(expect.arrayContaining(shown.map((hook) => Object(hook)['id'])));
  });

  it.each(called)('calls a command with flags that it has: $line', async ({ name, flags }) => {
    const command = (await commands.get(name)?.())?.default;
    const known = (command?.options ?? []).map((option) => option.flags.split(' ')[0]);
    expect(known).toEqual(expect.arrayContaining(flags));
  });
});
