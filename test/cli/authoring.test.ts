import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stepward } from './stepward.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'stepward-authoring-'));
  cpSync('runbooks', join(cwd, 'runbooks'), { recursive: true });
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const run = (...words: readonly string[]) => stepward(words, { cwd });
const kafka = 'runbooks/alerting-platform/kafka-zookeeper-restart.yml';

describe('stepward graph', () => {
  it('prints Mermaid, and writes an SVG and a machine for Stately', async () => {
    expect((await run('graph', kafka)).out).toMatch(/^flowchart TD\n {2}s_START/);
    expect(await run('graph', kafka, '--format', 'svg', '--output', 'a.svg')).toMatchObject({ status: 0, out: '' });
    expect(readFileSync(join(cwd, 'a.svg'), 'utf8')).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    const machine = JSON.parse((await run('graph', kafka, '--format', 'xstate')).out) as { id: string };
    expect(machine.id).toBe('kafka-zookeeper-restart');
  });

  it('says which formats there are, and which file is not there', async () => {
    expect(await run('graph', kafka, '--format', 'png')).toMatchObject({
      status: 2,
      err: expect.stringContaining('There are mermaid, svg, xstate.'),
    });
    expect(await run('graph', 'none.yml')).toMatchObject({ status: 3, err: expect.stringContaining('none.yml') });
  });

  it('draws nothing of a runbook with mistakes, but says where they are', async () => {
    writeFileSync(join(cwd, 'runbooks/broken.yml'), 'runbook: broken\nversion: 1\n');
    const { status, err } = await run('graph', 'runbooks/broken.yml');
    expect(status).toBe(3);
    expect(err).toContain('runbooks/broken.yml:1:1');
  });
});

describe('stepward plan', () => {
  it('shows every change, who is asked and the exact calls, and changes nothing', async () => {
    const { status, out } = await run('plan', kafka, '--practice', '--input', 'dependents=sender');
    expect(status).toBe(0);
    expect(out).toContain('asks @sre');
    expect(out).toContain('calls ecs StopTask {"cluster":"alerting-platform-prod-cluster"');
    expect(out).toContain('  sender:\n    sender 1 task replaced');
    expect(out).not.toContain('evaluator:');
    expect(out).toContain('reads ecs.services-healthy; now it holds: 3 of 3 services healthy');
  });

  it('ends with 1 where a step would be refused now', async () => {
    const { status, out } = await run('plan', kafka, '--practice', '--input', 'dependents=nobody');
    expect(status).toBe(1);
    expect(out).toContain('nobody');
  });

  it('refuses inputs that a start would refuse', async () => {
    expect(await run('plan', kafka, '--practice', '--input', 'dependant=x')).toMatchObject({
      status: 2,
      err: expect.stringContaining('did you mean "dependents"?'),
    });
  });
});

describe('stepward docs', () => {
  it('writes a page for each runbook and one that lists them', async () => {
    expect(await run('docs', 'runbooks', '--output', 'wiki')).toMatchObject({ status: 0, err: '' });
    const pages = readdirSync(join(cwd, 'wiki'));
    expect(pages).toContain('kafka-zookeeper-restart.md');
    const text = readFileSync(join(cwd, 'wiki/kafka-zookeeper-restart.md'), 'utf8');
    for (const said of [
      '@sre, not who asked for it',
      '```mermaid\nflowchart TD',
      'Proven by `logs.wait-for`',
      '| Services to restart',
    ])
      expect(text).toContain(said);
    expect(readFileSync(join(cwd, 'wiki/README.md'), 'utf8')).toContain('(kafka-zookeeper-restart.md)');
  });
});

describe('a runbook that inlines another', () => {
  const outer = `runbook: outer
version: 1
title: Around it
environment: prod
steps:
  - { id: around, title: Inside, runbook: inner }
`;
  const inner = `runbook: inner
version: 1
title: Within
environment: prod
steps:
  - { id: healthy, title: Is it up?, check: ecs.services-healthy, with: { cluster: alerting-platform-prod-cluster, services: [sender] } }
`;

  beforeEach(() => {
    mkdirSync(join(cwd, 'runbooks/deep'));
    writeFileSync(join(cwd, 'runbooks/outer.yml'), outer);
    writeFileSync(join(cwd, 'runbooks/deep/inner.yml'), inner);
  });

  it('is drawn with the steps of the other', async () => {
    expect(await run('graph', 'runbooks/outer.yml')).toMatchObject({
      status: 0,
      out: expect.stringContaining('Is it up?'),
    });
  });

  it('is planned with the steps of the other', async () => {
    const { status, out } = await run('plan', 'runbooks/outer.yml', '--practice');
    expect(out).toContain('reads ecs.services-healthy; now it holds: 1 of 1 services healthy');
    expect(status).toBe(0);
  });

  it('has a page with the steps of the other', async () => {
    expect(await run('docs', 'runbooks', '--output', 'wiki')).toMatchObject({ status: 0, err: '' });
    expect(readFileSync(join(cwd, 'wiki/outer.md'), 'utf8')).toContain('Is it up?');
  });
});

describe('stepward new', () => {
  const words = [
    '--title',
    'Restart: the sender',
    '--summary',
    'When mails hang.',
    '--owner',
    'platform',
    '--environment',
    'prod',
  ];
  const steps = ['--step', 'ecs.restart-service service=sender', '--step', 'ecs.services-healthy services=[sender]'];

  it('writes a runbook that the linter takes, and its first tests', async () => {
    expect(await run('new', 'restart-sender', ...words, ...steps)).toMatchObject({ status: 0, err: '' });
    expect(await run('lint', 'runbooks')).toMatchObject({ status: 0 });
    expect(await run('test', 'runbooks/restart-sender.test.yml')).toMatchObject({ status: 0 });
  });

  it('writes over nothing', async () => {
    expect(await run('new', 'kafka-zookeeper-restart', ...words, ...steps)).toMatchObject({
      status: 3,
      err: expect.stringContaining('is there already'),
    });
    expect(readFileSync(join(cwd, kafka), 'utf8')).toBe(readFileSync(kafka, 'utf8'));
  });

  it('says what is missing where nobody can be asked, and which actions there are', async () => {
    expect((await run('new')).err).toContain('id, title, summary, owner, environment, step missing');
    expect((await run('new', 'x', ...words, '--step', 'ecs.restart service=a')).err).toContain('ecs.restart-service');
  });
});
