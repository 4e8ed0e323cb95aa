import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { lintFile } from '#lint/lint.ts';
import { runbooksIn } from '#runbook/inline/sources.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { golden, textOf, written, yamlFiles } from '../runbook/golden.ts';
import { signatures } from './signatures.ts';

/*
 * Runbooks broken as authors break them. Beside each stands what is wrong in it, one mistake a line: `12: what`, in the words of whoever
 * broke it before it was linted. `12 at 13: what` is found on a line near the one that was thought of, `12 unseen: what (why)` is not found,
 * and `12 later: what` is a mistake that only the linter saw.
 */
const folder = join(import.meta.dirname, 'broken');
const others = ['stepward.yml', 'restart-one.yml'];
const files = yamlFiles(folder);
const names = files.filter((name) => !others.includes(name));

const { config } = loadConfig(textOf(folder, 'stepward.yml'), 'stepward.yml');
if (!config) throw new Error('the stepward.yml of the broken runbooks has findings');
const runbooks = runbooksIn(files.map((file) => ({ file, text: textOf(folder, file) })));
const context = { signatures, config, configFile: 'stepward.yml', runbooks };
const lint = (file: string) => lintFile(textOf(folder, file), file, { ...context });

/** The lines of an `.expected` where a finding must stand. */
const expectedLines = (name: string): readonly number[] =>
  textOf(folder, name.replace('.yml', '.expected'))
    .trim()
    .split('\n')
    .flatMap((line) => {
      const { first, at, unseen } =
        /^(?<first>\d+)(?: at (?<at>\d+)|(?<unseen> unseen)| later)?: /.exec(line)?.groups ?? {};
      return unseen === undefined ? [Number(at ?? first)] : [];
    })
    .toSorted((a, b) => a - b);

describe('a runbook as authors break it', () => {
  it('is one of thirty, each with what is wrong in it', () => {
    expect(names).toHaveLength(30);
    const expected = readdirSync(folder).filter((name) => name.endsWith('.expected'));
    expect(expected).toEqual(names.map((name) => name.replace('.yml', '.expected')));
  });

  it.each(names)('has one finding for each mistake, on its line: %s', (name) => {
    expect(lint(name).map(({ line }) => line)).toEqual(expectedLines(name));
  });

  it.each(names)('has the findings of its golden file: %s', (name) => {
    const findings = written(lint(name));
    expect(findings).toBe(golden(join(folder, name.replace('.yml', '.out')), findings));
  });

  it.each(others)('needs others that have no findings: %s', (name) => {
    expect(written(lint(name))).toBe('');
  });
});

/** The text with a key that is wrong put below the id on a line. */
const brokenAt = (lines: readonly string[], at: number): string => {
  const indent = ' '.repeat(lines[at]?.indexOf('id:') ?? 0);
  return [...lines.slice(0, at + 1), `${indent}mistake: 1`, ...lines.slice(at + 1)].join('\n');
};

describe('one mistake in a runbook that is right', () => {
  const all = join(import.meta.dirname, '../../runbooks');
  const clean = join(all, 'alerting-platform');
  const ours = loadConfig(textOf(all, 'stepward.yml'), 'stepward.yml').config;
  const right = yamlFiles(clean).filter((name) => !name.endsWith('.test.yml'));

  it.each(right)('is one finding, in whatever step it is: %s', (name) => {
    const lines = textOf(clean, name).split('\n');
    const steps = lines.flatMap((line, at) => (/^ +- id: /.test(line) ? [at] : []));
    expect(steps.length).toBeGreaterThan(1);
    for (const at of steps) {
      const text = brokenAt(lines, at);
      const found = lintFile(text, name, { signatures, ...(ours && { config: ours }) });
      expect(found.map(({ line, rule }) => `${line} ${rule}`)).toEqual([`${at + 2} unknown-key`]);
    }
  });
});
