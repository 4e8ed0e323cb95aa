import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadRunbook } from '#runbook/load.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { loadTests } from '#runbook/tests/load.ts';
import { casesIn, golden, textOf, written, yamlFiles } from './golden.ts';
import { signatures } from './signatures.ts';
import { testContextOf } from './test-context.ts';

const configFile = join(casesIn('.'), 'stepward.yml');
const { config } = loadConfig(textOf(configFile), 'stepward.yml');
const context = config ? { signatures, config } : { signatures };

const load = (folder: string, name: string) => loadRunbook(textOf(folder, name), name, context);

describe('a runbook without mistakes', () => {
  const folder = casesIn('valid');

  it.each(yamlFiles(folder))('is the runbook its golden file says: %s', (name) => {
    const { runbook, findings } = load(folder, name);
    expect(written(findings)).toBe('');
    const file = join(folder, name.replace('.yml', '.out'));
    const text = `${JSON.stringify(runbook, null, 2)}\n`;
    expect(text).toBe(golden(file, text));
  });
});

describe('a runbook with mistakes', () => {
  const folder = casesIn('broken');

  it.each(yamlFiles(folder))('has one finding for each, at its place: %s', (name) => {
    const { runbook, findings } = load(folder, name);
    expect(runbook).toBeUndefined();
    expect(written(findings)).toBe(golden(join(folder, name.replace('.yml', '.out')), written(findings)));
    expect(findings.length).toBeGreaterThan(0);
  });

  it('has ten findings for ten mistakes, each on a line of its own', () => {
    const { findings } = load(folder, 'ten-mistakes.yml');
    expect(findings).toHaveLength(10);
    expect(new Set(findings.map(({ line }) => line)).size).toBe(10);
  });

  it('has one finding a line where it is not YAML as we read it, and none of another kind', () => {
    const names = yamlFiles(folder).filter((name) => name.startsWith('yaml-'));
    expect(names.length).toBeGreaterThanOrEqual(12);
    for (const name of names) {
      const { findings } = load(folder, name);
      expect([name, new Set(findings.map(({ rule }) => rule)).size]).toEqual([name, 1]);
      expect([name, new Set(findings.map(({ line }) => line)).size]).toEqual([name, findings.length]);
    }
  });

  it('underlines what it speaks of', () => {
    const text = textOf(folder, 'places.yml');
    const lines = text.split('\n');
    for (const { line, column, endLine, endColumn, message } of load(folder, 'places.yml').findings) {
      const name = /"(\w)"/.exec(message)?.[1];
      expect(endLine).toBe(line);
      expect([message, lines[line - 1]?.slice(column - 1, endColumn - 1)]).toContainEqual(
        expect.stringContaining(`${name}`),
      );
    }
  });
});

describe('a runbook that inlines others', () => {
  const folder = casesIn('inlined');
  const names = yamlFiles(folder);
  const sources = [folder, join(folder, 'others')].flatMap((place) =>
    yamlFiles(place).map((name) => [name.replace('.yml', ''), { file: name, text: textOf(place, name) }] as const),
  );
  const runbooks = new Map(sources);

  it.each(names)('has one finding for each mistake, or is the runbook its golden file says: %s', (name) => {
    const { runbook, findings } = loadRunbook(textOf(folder, name), name, { ...context, runbooks });
    const text = runbook ? `${JSON.stringify(runbook, null, 2)}\n` : written(findings);
    expect(text).toBe(golden(join(folder, name.replace('.yml', '.out')), text));
    expect(runbook === undefined).toBe(findings.length > 0);
  });

  it('has no findings where nobody knows the others, and cannot be run', () => {
    const { runbook, findings } = load(folder, 'three-levels.yml');
    expect(findings).toEqual([]);
    expect(runbook).toBeUndefined();
  });
});

describe('a file of tests', () => {
  const folder = casesIn('tests');

  it.each(yamlFiles(folder))('has one finding for each mistake: %s', (name) => {
    const { tests, findings } = loadTests(textOf(folder, name), name, testContextOf(context));
    expect(written(findings)).toBe(golden(join(folder, name.replace('.yml', '.out')), written(findings)));
    expect(tests === undefined).toBe(findings.length > 0);
  });
});

describe('stepward.yml', () => {
  const folder = casesIn('config');

  it.each(yamlFiles(folder))('has one finding for each mistake, or means what its golden file says: %s', (name) => {
    const { config: read, findings } = loadConfig(textOf(folder, name), name);
    const text = read ? `${JSON.stringify(read, null, 2)}\n` : written(findings);
    expect(text).toBe(golden(join(folder, name.replace('.yml', '.out')), text));
    expect(read === undefined).toBe(findings.length > 0);
  });
});
