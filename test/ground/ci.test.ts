import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { textReport } from '#cli/lint/report/text.ts';
import type { Finding } from '#domain/finding.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly name: string;
      readonly run: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

const action = load(readFileSync('action.yml', 'utf8')) as Action;
const repository = resolve('.');

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'stepward-ci-'));
  // One runbook is enough here; test/runbooks tries the tests of all of them.
  for (const file of [
    'stepward.yml',
    'alerting-platform/stop-stale-tasks.yml',
    'alerting-platform/stop-stale-tasks.test.yml',
  ])
    cpSync(join('runbooks', file), join(cwd, 'runbooks', file));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const breakOne = (): void => {
  const file = join(cwd, 'runbooks/alerting-platform/stop-stale-tasks.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('action: ecs.stop-tasks', 'action: ecs.stop-task'));
};

/** A step of the action as GitHub runs it: its inputs in the environment, its script in bash. */
function runStep(name: string, inputs: Readonly<Record<string, string>> = {}) {
  const step = action.runs.steps.find((each) => each.name === name);
  if (!step) throw new Error(`no step ${name}`);
  const value = (template: string): string =>
    template.replace(
      /\$\{\{ inputs\.([a-z-]+) \}\}/g,
      (_, input: string) => inputs[input] ?? action.inputs[input]?.default ?? '',
    );
  const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([key, text]) => [key, value(text)]));
  const output = join(cwd, 'output');
  writeFileSync(output, '');
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: cwd, ...env, GITHUB_ACTION_PATH: repository, GITHUB_OUTPUT: output },
  });
  return { status, stdout, stderr, output: readFileSync(output, 'utf8') };
}

describe('the action for GitHub', () => {
  it('lints, annotates the lines, and leaves a SARIF file', () => {
    breakOne();
    const { status, stdout, output } = runStep('Lint');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=runbooks\/alerting-platform\/stop-stale-tasks\.yml,line=\d+,/m);
    expect(output).toBe('sarif=stepward.sarif\n');
    const sarif = JSON.parse(readFileSync(join(cwd, 'stepward.sarif'), 'utf8')) as { runs: [{ results: unknown[] }] };
    expect(sarif.runs[0].results.length).toBeGreaterThan(0);
  });

  it('says nothing where all is well, and writes no file if none is wanted', () => {
    const { status, stdout, output } = runStep('Lint', { sarif: '' });
    expect({ status, stdout: stdout.trim(), output }).toEqual({ status: 0, stdout: '', output: '' });
    expect(existsSync(join(cwd, 'stepward.sarif'))).toBe(false);
  });

  it('takes paths as words and not as a script', () => {
    expect(runStep('Lint', { paths: 'runbooks $(touch pwned)' }).status).not.toBe(0);
    expect(existsSync(join(cwd, 'pwned'))).toBe(false);
  });

  it('runs the tests of the runbooks, and fails where they cover too little', () => {
    const { status, stdout } = runStep('Test', { junit: 'tests.xml' });
    expect({ status, stdout }).toMatchObject({ status: 0 });
    expect(readFileSync(join(cwd, 'tests.xml'), 'utf8')).toContain('<testsuite');
    expect(runStep('Test', { 'min-coverage': '100.1' }).status).not.toBe(0);
  });

  it('puts nothing from outside into a script', () => {
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
  });
});

describe('the hooks for pre-commit', () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly files: string;
    readonly pass_filenames?: boolean;
  }
  const hooks = load(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as readonly Hook[];

  it.each(hooks)(
    '$id is a command that takes the files it is for',
    ({ entry, files, pass_filenames: passes = true }) => {
      expect('runbooks/alerting-platform/stop-stale-tasks.yml').toMatch(new RegExp(files));
      const [program, ...words] = entry.split(' ');
      expect(program).toBe('stepward');
      const named = passes ? ['runbooks/alerting-platform/stop-stale-tasks.yml'] : [];
      const { status, stderr } = spawnSync(process.execPath, [resolve('bin/stepward.js'), ...words, ...named], {
        cwd,
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    },
  );
});

describe('the problem matcher', () => {
  interface Matcher {
    readonly severity: Finding['severity'];
    readonly pattern: readonly [{ readonly regexp: string } & Readonly<Record<string, number | string>>];
  }
  const { problemMatcher: matchers } = JSON.parse(readFileSync('.github/stepward-matcher.json', 'utf8')) as {
    readonly problemMatcher: readonly Matcher[];
  };
  const finding = (more: Partial<Finding>): Finding => ({
    rule: 'unknown-action',
    severity: 'error',
    file: 'runbooks/a b.yml',
    line: 2,
    column: 3,
    endLine: 2,
    endColumn: 9,
    message: 'there is no action "ecs.stop": [x] or so',
    hint: 'did you mean "ecs.stop-tasks"?',
    ...more,
  });
  const findings = [
    finding({}),
    finding({ severity: 'warning', rule: 'blind-wait', line: 1, column: 1, message: 'waits' }),
  ];
  const texts = new Map([['runbooks/a b.yml', 'version: 1\n  action: ecs.stop\n']]);

  it.each([false, true])('finds every finding in the plain output (with colours: %s)', (colour) => {
    const seen = textReport({ findings, texts }, colour)
      .split('\n')
      .flatMap((line) =>
        matchers.flatMap(({ severity, pattern: [{ regexp, file, line: row, column, message, code }] }) => {
          const match = new RegExp(regexp).exec(line);
          const part = (index: number | string | undefined) => match?.[Number(index)];
          return match
            ? [
                {
                  severity,
                  file: part(file),
                  line: Number(part(row)),
                  column: Number(part(column)),
                  message: part(message),
                  rule: part(code),
                },
              ]
            : [];
        }),
      );
    expect(seen).toEqual(
      findings.map(({ severity, file, line, column, message, rule }) => ({
        severity,
        file,
        line,
        column,
        message,
        rule,
      })),
    );
  });
});
