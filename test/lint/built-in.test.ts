import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { builtIn } from '#lint/built-in.ts';

const root = 'test/runbook/cases';

/** The checks that speak in the golden files of the language. */
const spoken = new Set(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.out') && !file.startsWith('valid'))
    .flatMap((file) => readFileSync(join(root, file), 'utf8').split('\n'))
    .flatMap((line) => /^\d+:\d+ (\S+)/.exec(line)?.[1] ?? []),
);

const ofTheLinter = /^(ignore-|rule-failed)/;

describe('the checks of the language itself', () => {
  it('are all listed', () => {
    const ids = builtIn.map(({ id }) => id);
    expect([...spoken].filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('are all tried: none is listed that nothing is refused by', () => {
    const own = builtIn.map(({ id }) => id).filter((id) => !ofTheLinter.test(id));
    expect(own.filter((id) => !spoken.has(id))).toEqual([]);
  });
});
