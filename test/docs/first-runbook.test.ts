import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stepward } from '../cli/stepward.ts';
import { fencesOf } from './pages.ts';

const page = 'docs/first-runbook.md';
const inClone = 'npm run -s stepward -- ';
const fences = fencesOf(page);
const lines = fences.filter(({ info }) => info === 'sh').flatMap(({ text }) => text.trim().split('\n'));
const blockOf = (info: string): string => fences.find((fence) => fence.info === info)?.text ?? '';

/** Words as a shell takes them apart; double quotes are all that the page uses. */
const wordsOf = (line: string): readonly string[] =>
  [...line.slice(inClone.length).matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

/* One after another: each builds on what the one before has left. */
describe('the first runbook', () => {
  let cwd = '';
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'stepward-first-'));
    for (const folder of ['runbooks', 'schemas']) cpSync(folder, join(cwd, folder), { recursive: true });
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  it('has only commands of a clone', () => {
    expect(lines.filter((line) => !line.startsWith(inClone))).toEqual([]);
  });

  it.each(lines)('%s', async (line) => {
    expect(await stepward(wordsOf(line), { cwd })).toMatchObject({ status: 0, err: '' });
  });

  it('has a test more, and that passes', async () => {
    const file = join(cwd, 'runbooks/restart-sender.test.yml');
    appendFileSync(file, blockOf('yaml test'));
    const told = await stepward(['test', file], { cwd });
    expect(told).toMatchObject({ status: 0, err: '' });
    expect(told.out).toContain('3 tests, 0 failed');
  });

  it('shows the finding of the mistake as it is', async () => {
    const file = join(cwd, 'runbooks/restart-sender.yml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('ecs.restart-service', 'ecs.restart-servce'));
    const { out } = await stepward(['lint', 'restart-sender.yml'], { cwd: join(cwd, 'runbooks') });
    expect(`${out.split('\n')[0]}\n`).toBe(blockOf('text'));
  });
});
