import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { stepward } from './stepward.ts';

const mistakes = 'test/cli/mistakes/ten.yml';

const head =
  'runbook: a\nversion: 1\ntitle: Anything\nsummary: For tests.\nowner: us\nenvironment: prod\ntimeout: 1h\nsteps:\n';
const fine = `${head}  - { id: one, title: One, manual: Do it. }\n`;
const unused = `${head}  # stepward-ignore: blind-wait there was a pause here\n  - { id: one, title: One, manual: Do it. }\n`;
const warned = fine.replace('owner: us\n', '');

/** A folder with its own stepward.yml, and these files. */
async function folderWith<T>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'stepward-lint-'));
  try {
    for (const [name, text] of Object.entries({
      'stepward.yml': readFileSync('test/lint/stepward.yml', 'utf8'),
      ...files,
    })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const files = { 'a.yml': fine };
const tests = `runbook: a
world: alerting-platform
tests:
  - { name: it is done, as: alice, environment: prod, people: [{ who: bbo, does: done, at: one }], expect: { outcome: succeeded } }
`;
const yamlFiles = readdirSync('runbooks', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.yml'),
).length;

describe('stepward lint', () => {
  it('finds each of ten mistakes once, at its line and column, and ends with 1', async () => {
    const told = await stepward(['lint', mistakes]);
    const found = told.out.split('\n').filter((line) => /^test\/cli\/mistakes\/ten\.yml:.*\[/.test(line));
    expect(found.filter((line) => !line.includes(' warning: '))).toEqual([
      `${mistakes}:1:10: the id "tem" is not the file's name "ten" [id-not-file-name]`,
      `${mistakes}:4:1: a runbook has no key "sumary" [unknown-key]`,
      `${mistakes}:5:14: there is no environment "production" in stepward.yml [unknown-environment]`,
      `${mistakes}:7:18: \`type\` is string or integer or number or boolean or array, not "integr" [not-one-of]`,
      `${mistakes}:9:23: there is no group "admins" in stepward.yml [unknown-group]`,
      `${mistakes}:10:10: \`timeout\` is a duration such as 45s, 10m or 2h, not "2 hours" [wrong-type]`,
      `${mistakes}:13:13: there is no action "ecs.restart-servce" [unknown-action]`,
      `${mistakes}:17:28: ecs.restart-service has no key "servic" [unknown-key]`,
      `${mistakes}:18:9: another step has the id "first" already [duplicate-id]`,
      `${mistakes}:24:20: there is no step "secnd" [unknown-step]`,
    ]);
    expect(told).toMatchObject({ status: 1, err: '' });
  });

  it('shows the line of a syntax error, and ends with 1', async () => {
    const told = await stepward(['lint', '-'], { stdin: 'runbook: a\n  title: [\n' });
    expect(told.out.split('\n').slice(0, 3)).toEqual([
      '<stdin>:2:8: bad indentation of a mapping entry [syntax]',
      '2 |   title: [',
      '  |        ^',
    ]);
    expect(told.status).toBe(1);
  });

  it('says of a missing file that there is none, and ends with 3', async () => {
    const missing = { status: 3, out: '', err: 'stepward: There is no nope.yml.\n' };
    expect(await stepward(['lint', 'nope.yml'])).toEqual(missing);
  });

  it('says of nothing to lint that there is nothing, and ends with 3', async () => {
    await folderWith({ 'empty/x.txt': '' }, async (cwd) => {
      for (const path of ['empty', 'empty/*.yml'])
        expect(await stepward(['lint', path], { cwd })).toEqual({
          status: 3,
          out: '',
          err: `stepward: There are no runbooks in ${path}.\n`,
        });
    });
  });

  it('says of our own runbooks that nothing is wrong, and ends with 0', async () => {
    expect(await stepward(['lint'])).toEqual({ status: 0, out: `No findings in ${yamlFiles} files.\n`, err: '' });
  });

  it('says what it could not check where there is no stepward.yml above', async () => {
    const stdin = readFileSync('runbooks/alerting-platform/stop-stale-tasks.yml', 'utf8');
    const told = await stepward(['lint', '-'], { stdin, cwd: tmpdir() });
    expect(told.err).toBe('There is no stepward.yml above: environments, groups and values are not checked.\n');
    expect(told.status).toBe(0);
  });

  it('takes files, folders and globs, each file once', async () => {
    await folderWith({ 'a.yml': fine, 'b/c/d.yml': fine.replace('runbook: a', 'runbook: d') }, async (cwd) => {
      for (const [words, count] of [
        [['a.yml'], 2],
        [['.'], 3],
        [['**/*.yml'], 3],
        [['a.yml', './a.yml', 'b', 'b/**/d.yml'], 3],
      ] as const)
        expect(await stepward(['lint', ...words], { cwd })).toMatchObject({
          status: 0,
          out: `No findings in ${count} files.\n`,
        });
    });
  });

  it('knows the runbooks that a step inlines, also those that are not named', async () => {
    const inlining = `${head}  - { id: inner, title: Inner, runbook: inner }\n`;
    await folderWith({ 'a.yml': inlining, 'inner.yml': fine.replace('runbook: a', 'runbook: inner') }, async (cwd) => {
      expect(await stepward(['lint', 'a.yml'], { cwd })).toMatchObject({ status: 0 });
      rmSync(join(cwd, 'inner.yml'));
      expect((await stepward(['lint', 'a.yml'], { cwd })).out).toContain('[unknown-runbook]');
    });
  });

  it('looks at the tests of runbooks, named or found, on disk or on stdin', async () => {
    const unknown = 'a.test.yml:4:71: there is no person "bbo" [unknown-person]';
    await folderWith({ 'a.yml': fine, 'a.test.yml': tests }, async (cwd) => {
      for (const path of ['.', 'a.test.yml', '*.test.yml']) {
        const told = await stepward(['lint', path], { cwd });
        expect(told).toMatchObject({ status: 1, err: '' });
        expect(told.out).toContain(unknown);
      }
      const told = await stepward(['lint', '--stdin-filepath', 'a.test.yml'], { cwd, stdin: tests });
      expect(told.out).toContain(unknown);
      writeFileSync(join(cwd, 'a.test.yml'), tests.replace('bbo', 'bob'));
      expect(await stepward(['lint', '.'], { cwd })).toMatchObject({ status: 0, out: 'No findings in 3 files.\n' });
      writeFileSync(join(cwd, 'a.yml'), fine.replace('version: 1', 'version: 2'));
      expect((await stepward(['lint', 'a.test.yml'], { cwd })).out).toContain('[broken-runbook]');
    });
  });

  it('takes the text of a file from stdin, under the name of the file', async () => {
    await folderWith({}, async (cwd) => {
      const told = await stepward(['lint', '--stdin-filepath', 'sub/b.yml'], { stdin: fine, cwd });
      expect(told.out).toContain(`sub/b.yml:1:10: the id "a" is not the file's name "b" [id-not-file-name]`);
    });
    expect(await stepward(['lint', '--stdin', 'a.yml'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('alone'),
    });
  });

  it('fails on warnings only where that is wished', async () => {
    await folderWith({ 'a.yml': warned }, async (cwd) => {
      for (const [words, status] of [
        [[], 0],
        [['--strict'], 1],
        [['--max-warnings', '0'], 1],
        [['--max-warnings', '1'], 0],
      ] as const)
        expect([words, (await stepward(['lint', 'a.yml', ...words], { cwd })).status]).toEqual([words, status]);
    });
    expect((await stepward(['lint', '--max-warnings', 'few'])).status).toBe(2);
  });

  it('shows what comments ignore to whoever wishes to see it', async () => {
    await folderWith(
      { 'a.yml': warned.replace('a\n', 'a # stepward-ignore: owner-missing a drill\n') },
      async (cwd) => {
        expect((await stepward(['lint', 'a.yml'], { cwd })).out).toBe('No findings in 2 files.\n');
        expect((await stepward(['lint', 'a.yml', '--no-ignores'], { cwd })).out).toContain('[owner-missing]');
      },
    );
  });

  it('writes one report to stdout and others to files', async () => {
    await folderWith({ 'a.yml': warned }, async (cwd) => {
      const words = ['lint', 'a.yml', '--format', 'github', '--format', 'sarif=out.sarif', '--format', 'json=out.json'];
      const told = await stepward(words, { cwd });
      expect(told.out).toMatch(/^::warning file=a\.yml,line=1,.*title=owner-missing::/);
      const read = (name: string) => JSON.parse(readFileSync(join(cwd, name), 'utf8'));
      expect(read('out.sarif').runs[0].results).toMatchObject([{ ruleId: 'owner-missing' }]);
      expect(read('out.json')).toMatchObject({ version: 1, findings: [{ rule: 'owner-missing' }] });
      expect((await stepward(['lint', 'a.yml', '--format', 'json=out.json'], { cwd })).out).toContain(
        '1 warning in 2 files.',
      );
      expect(await stepward(['lint', 'a.yml', '--format', 'json=no/out.json'], { cwd })).toMatchObject({ status: 3 });
    });
    expect(await stepward(['lint', '--format', 'json', '--format', 'text'])).toMatchObject({ status: 2 });
    expect(await stepward(['lint', '--format', 'xml'])).toMatchObject({
      status: 2,
      err: 'stepward: There is no format "xml". There are text, json, sarif, github, junit.\n',
    });
  });

  it('says what a rule is about', async () => {
    expect(await stepward(['lint', '--rule', 'blind-wait'])).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^blind-wait: warning, flow; docs\/rules\/blind-wait\.md\n.*\.\n$/),
    });
    expect(await stepward(['lint', '--rule', 'blind-wiat'])).toMatchObject({
      status: 2,
      err: 'stepward: There is no rule "blind-wiat". Did you mean "blind-wait"?\n',
    });
  });
});

describe('stepward lint --fix', () => {
  it('makes the changes in the file and nowhere else, says which, and keeps the rights of the file', async () => {
    await folderWith({ 'a.yml': unused, 'b.yml': 'x: [\n' }, async (cwd) => {
      chmodSync(join(cwd, 'a.yml'), 0o640);
      const told = await stepward(['lint', 'a.yml', 'b.yml', '--fix'], { cwd });
      expect(told.err).toBe('a.yml:9: Remove the comment.\n');
      expect(readFileSync(join(cwd, 'a.yml'), 'utf8')).toBe(fine);
      expect(statSync(join(cwd, 'a.yml')).mode & 0o777).toBe(0o640);
      expect(readdirSync(cwd).sort()).toEqual(['a.yml', 'b.yml', 'stepward.yml']);
      expect(told).toMatchObject({ status: 1, out: expect.stringMatching(/^b\.yml:1:\d+: .*\[syntax\]\n/) });
    });
  });

  it('prints what it makes of stdin, and the findings on stderr', async () => {
    await folderWith(files, async (cwd) => {
      const told = await stepward(['lint', '--fix', '--stdin-filepath', 'a.yml'], { stdin: unused, cwd });
      expect(told).toMatchObject({
        status: 0,
        out: fine,
        err: 'a.yml:9: Remove the comment.\nNo findings in 2 files.\n',
      });
      const broken = await stepward(['lint', '--fix', '-'], { stdin: 'x: [\n', cwd });
      expect(broken).toMatchObject({ status: 1, out: 'x: [\n', err: expect.stringContaining('[syntax]') });
    });
  });
});

describe('stepward lint --watch', () => {
  it('lints anew when a file changes, outlives a file that is gone, and ends when told to', async () => {
    await folderWith(files, async (cwd) => {
      const child = spawn(process.execPath, [resolve('bin/stepward.js'), 'lint', '--watch', 'a.yml'], { cwd });
      const says = async (stream: Readable, words: string): Promise<void> => {
        for (let said = ''; !said.includes(words); ) said += String((await once(stream, 'data'))[0]);
      };
      await says(child.stdout, 'No findings in 2 files.');
      writeFileSync(join(cwd, 'a.yml'), warned);
      await says(child.stdout, '[owner-missing]');
      rmSync(join(cwd, 'a.yml'));
      await says(child.stderr, 'There is no a.yml.');
      writeFileSync(join(cwd, 'a.yml'), 'x: [\n');
      await says(child.stdout, '[syntax]');
      child.kill('SIGINT');
      expect(await once(child, 'exit')).toEqual([1, null]);
    });
  });

  it('is not for stdin', async () => {
    expect(await stepward(['lint', '--watch', '-'])).toMatchObject({ status: 2 });
  });
});

describe('stepward', () => {
  it('that is called wrongly says so, and ends with 2', async () => {
    expect(await stepward(['lint', '--nope'])).toMatchObject({ status: 2, err: "error: unknown option '--nope'\n" });
    expect(await stepward(['lnit'])).toMatchObject({ status: 2 });
    expect(await stepward(['schema', 'runbok'])).toMatchObject({
      status: 2,
      err: 'stepward: There is no schema "runbok". There are runbook, config, test.\n',
    });
    expect(await stepward(['run', 'kafka-zookeeper-restart'])).toMatchObject({ status: 2 });
    expect(await stepward(['serve', '--practice', 'http://example.com'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('is not on this computer'),
    });
  });

  it('explains itself', async () => {
    const told = await stepward(['--help']);
    expect(told.status).toBe(0);
    for (const name of ['practice', 'serve', 'run', 'lint', 'schema', 'runs', 'show']) expect(told.out).toContain(name);
  });

  it('of a store that is not there says so, and ends with 3', async () => {
    const told = await stepward(['runs', '--store', '/nonexistent/stepward']);
    expect(told).toMatchObject({ status: 3, err: expect.stringContaining('There is no store in') });
  });
});
