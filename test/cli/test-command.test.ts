import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stepward } from './stepward.ts';

let folder = '';

const runbook = `runbook: look
version: 1
title: Look at it
owner: us
environment: prod
steps:
  - { id: look, manual: Look at it., assign: [oncall], timeout: 30m }
`;

const tests = `runbook: look
world: alerting-platform
tests:
  - { name: somebody looks, as: alice, environment: prod, people: [{ who: bob, does: done, at: look }], expect: { outcome: succeeded } }
  - { name: nobody <looks>, as: alice, environment: prod, expect: { outcome: succeeded } }
`;

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepward-test-command-'));
  write('stepward.yml', readFileSync('runbooks/stepward.yml', 'utf8'));
  write('look.yml', runbook);
  write('look.test.yml', tests);
});
afterAll(() => rmSync(folder, { recursive: true }));

const untimed = (text: string): string =>
  text.replaceAll(/\d+ ms|in [\d.]+ s/g, '…').replace(/\d+ % of \d+/, 'N % of N');

describe('stepward test', () => {
  it('says of each test whether it passes, and of one that does not why', async () => {
    const { status, out } = await stepward(['test', folder]);
    expect(status).toBe(1);
    expect(untimed(out).replaceAll(folder, '')).toBe(`/look.test.yml
  ✓ somebody looks  … (0 s simulated)
  ✗ nobody <looks>  … (1 h simulated)
      /look.test.yml:5:69: the run ended otherwise
        - succeeded
        + stopped
      what happened, in simulated time:
        18:00:00  alice starts look
        18:00:00  look asks @oncall
        18:30:00  look is held (expired): Nobody answered in time. Retry plans again and asks again.
        19:00:00  the run ended: Stopped: nobody answered in time

look  N % of N edges
2 tests, 1 failed, … (1 h simulated)
`);
  });

  it('passes with those tests that pass, by name or by file', async () => {
    const told = await stepward(['test', join(folder, 'look.test.yml'), '--only', 'somebody']);
    expect(told).toMatchObject({ status: 0, err: '' });
  });

  it('lists the edges that no test takes, and fails below what is wanted of them', async () => {
    write('look.test.yml', tests.split('\n').slice(0, 4).join('\n'));
    const { status, out, err } = await stepward(['test', folder, '--coverage', '--min-coverage', '90']);
    expect(status).toBe(1);
    expect(out).toContain('\n  look\n');
    expect(out).toContain('\n    held → skipped when somebody skips it\n');
    expect(err).toBe('The tests of look take less than 90 % of its edges.\n');
    expect(await stepward(['test', folder, '--min-coverage', '10'])).toMatchObject({ status: 0, err: '' });
    write('look.test.yml', tests);
  });

  it('takes the tests of a runbook together, in whatever files they are given', async () => {
    const [one, other] = ['one.test.yml', 'other.test.yml'].map((name) => join(folder, name));
    const failed = '{ who: bob, does: fail, at: look }, { who: bob, does: skip, at: look }';
    write('one.test.yml', tests.split('\n').slice(0, 4).join('\n'));
    write(
      'other.test.yml',
      tests.split('\n').slice(0, 4).join('\n').replace('{ who: bob, does: done, at: look }', failed),
    );
    const covered = async (...files: readonly (string | undefined)[]): Promise<readonly number[]> => {
      const { out } = await stepward(['test', ...files.map(String), '--format', 'json']);
      return JSON.parse(out).coverage.map(({ missing }: { missing: readonly unknown[] }) => missing.length);
    };
    const [[alone = 0], together] = [await covered(one), await covered(one, other)];
    expect(together).toEqual([alone - 2]);
    for (const file of [one, other]) rmSync(String(file));
  });

  it('reports for programs: JSON on stdout, JUnit and the text in files', async () => {
    const [file, log] = [join(folder, 'junit.xml'), join(folder, 'log.txt')];
    const formats = ['json', `junit=${file}`, `text=${log}`].flatMap((format) => ['--format', format]);
    const { status, out } = await stepward(['test', folder, ...formats]);
    expect(readFileSync(log, 'utf8')).toMatch(
      /look\.test\.yml\n {2}✓ somebody looks[\s\S]*\n2 tests, 1 failed, in .*\n$/,
    );
    expect(status).toBe(1);
    const { files, coverage } = JSON.parse(out);
    expect(files).toMatchObject([{ runbook: 'look', findings: [], tests: [{ passed: true }, { passed: false }] }]);
    expect(coverage).toMatchObject([{ runbook: 'look' }]);
    const junit = readFileSync(file, 'utf8');
    expect(junit).toContain('tests="2" failures="1"');
    expect(junit).toContain('<testcase name="nobody &lt;looks&gt;"');
    expect(junit).toContain('<failure message="the run ended otherwise">');
  });

  it('runs nothing of a file that has mistakes', async () => {
    write('look.test.yml', tests.replace('who: bob', 'who: bbo'));
    const { status, out } = await stepward(['test', folder]);
    expect(status).toBe(1);
    expect(out).toContain('look.test.yml:4:75: there is no person "bbo" [unknown-person]\n    did you mean "bob"?');
    expect(out).toContain('0 tests');
    write('look.test.yml', tests);
  });

  it('ends with 2 where it is used wrongly, with 3 where it cannot', async () => {
    for (const words of [
      ['--format', 'xml'],
      ['--format', 'json', '--format', 'text'],
      ['--only', 'x', '--min-coverage', '9'],
    ])
      expect([words, (await stepward(['test', folder, ...words])).status]).toEqual([words, 2]);
    expect(await stepward(['test', 'nowhere'])).toMatchObject({ status: 3, err: 'stepward: There is no nowhere.\n' });
    const empty = mkdtempSync(join(tmpdir(), 'stepward-no-tests-'));
    write('look.test.yml', tests);
    writeFileSync(join(empty, 'stepward.yml'), readFileSync('runbooks/stepward.yml', 'utf8'));
    expect(await stepward(['test', empty])).toMatchObject({
      status: 3,
      err: expect.stringMatching(/There are no tests/),
    });
    rmSync(empty, { recursive: true });
  });
});
