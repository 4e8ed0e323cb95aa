import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { stepward } from './stepward.ts';

const mistakes = 'test/cli/mistakes/ten.yml';

describe('stepward lint', () => {
  it('finds each of ten mistakes at its line and column, and ends with 1', async () => {
    const told = await stepward(['lint', mistakes]);
    expect(told.out).toBe(`${mistakes}:1:10: the id "tem" is not the file's name "ten" [id-not-file-name]
${mistakes}:4:1: a runbook has no key "sumary" [unknown-key]
    did you mean "summary"?
${mistakes}:5:14: there is no environment "production" in stepward.yml [unknown-environment]
    known here: prod
${mistakes}:7:18: \`type\` is string or integer or number or boolean or array, not "integr" [not-one-of]
    did you mean "integer"?
${mistakes}:9:23: there is no group "admins" in stepward.yml [unknown-group]
    known here: sre
${mistakes}:10:10: \`timeout\` is a duration such as 45s, 10m or 2h, not "2 hours" [wrong-type]
${mistakes}:13:13: there is no action "ecs.restart-servce" [unknown-action]
    did you mean "ecs.restart-service"?
${mistakes}:17:28: ecs.restart-service has no key "servic" [unknown-key]
    did you mean "service"?
${mistakes}:18:9: another step has the id "first" already [duplicate-id]
${mistakes}:24:20: there is no step "secnd" [unknown-step]
    did you mean "second"?
`);
    expect(told).toMatchObject({ status: 1, err: '' });
  });

  it('finds a syntax error once, and ends with 1', async () => {
    const told = await stepward(['lint', '-'], { stdin: 'runbook: a\n  title: [\n' });
    expect(told.out).toBe('<stdin>:2:8: bad indentation of a mapping entry [syntax]\n');
    expect(told.status).toBe(1);
  });

  it('says of a missing file that there is none, and ends with 3', async () => {
    expect(await stepward(['lint', 'nope.yml'])).toEqual({
      status: 3,
      out: '',
      err: 'stepward: There is no nope.yml.\n',
    });
  });

  it('says of our own runbooks that nothing is wrong, and ends with 0', async () => {
    expect(await stepward(['lint'])).toEqual({ status: 0, out: 'No findings in 4 files.\n', err: '' });
  });

  it('says what it could not check where there is no stepward.yml above', async () => {
    const stdin = readFileSync('runbooks/stop-stale-tasks.yml', 'utf8');
    const told = await stepward(['lint', '-'], { stdin, cwd: tmpdir() });
    expect(told.err).toBe('There is no stepward.yml above: environments, groups and values are not checked.\n');
    expect(told.status).toBe(0);
  });
});

describe('stepward', () => {
  it('that is called wrongly says so, and ends with 2', async () => {
    expect(await stepward(['lint', '--nope'])).toMatchObject({ status: 2, err: "error: unknown option '--nope'\n" });
    expect(await stepward(['lnit'])).toMatchObject({ status: 2 });
    expect(await stepward(['schema', 'runbok'])).toMatchObject({
      status: 2,
      err: 'stepward: There is no schema "runbok". There are runbook and config.\n',
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
