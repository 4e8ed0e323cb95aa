import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commands } from '#cli/commands/list.ts';
import { stepward, type Told } from '../cli/stepward.ts';
import { fences, sectionOf, tablesOf, textOf } from './pages.ts';

const inClone = 'npm run -s stepward -- ';

/** Those that are shown and not run here, and why. */
const exceptions: ReadonlyMap<string, string> = new Map([
  ['npm ci && npm start', 'installs from the registry; test/cli/practice.test.ts serves a practice world'],
  [
    `SLACK_BOT_TOKEN=xoxb-… SLACK_APP_TOKEN=xapp-… ${inClone}serve --runbooks runbooks`,
    'needs a workspace of Slack; test/cli/practice.test.ts and test/process start the same bot in practice',
  ],
  [
    `${inClone}doctor --runbooks runbooks`,
    'needs a workspace of Slack and an account of AWS; test/cli/doctor.test.ts asks those of practice',
  ],
  ['kill -HUP "$(pgrep -f \'stepward.js serve\')"', 'would reach whatever bot runs on this computer'],
  ['sqlite3 .stepward/stepward.db ".backup stepward-backup.db"', 'sqlite3 is not part of every computer'],
  [`${inClone}lint --watch runbooks`, 'goes on until it is told to end; test/cli/lint.test.ts tries it'],
  [`${inClone}test runbooks`, 'takes a while; test/runbooks/tests.test.ts runs it'],
  ['pg_dump "$DATABASE_URL" > stepward-backup.sql', 'needs the tools of a PostgreSQL server'],
]);

/** Those of the first runbook build on each other: test/docs/first-runbook.test.ts runs them in their order. */
const shown = [
  ...new Set(
    fences('sh')
      .filter(({ page }) => page !== 'docs/first-runbook.md')
      .flatMap(({ text }) => text.trim().split('\n')),
  ),
];

const makesKey = (line: string): boolean => line.startsWith('openssl ');

/** None of them has quotes. */
const wordsOf = (line: string): readonly string[] => line.slice(inClone.length).split(' ');

describe('the commands that are shown', () => {
  let cwd = '';
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'stepward-docs-'));
    cpSync('runbooks', join(cwd, 'runbooks'), { recursive: true });
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  const run = (words: readonly string[]): Promise<Told> => stepward(words, { cwd });
  /** `show` names a run of the past, and is tried with one that is there. */
  const showLast = async (): Promise<Told> => {
    const walked = await run(['run', 'stop-stale-tasks', '--practice', '--speed', '100', '--reason', 'drill']);
    const [, short = ''] = /stepward show (\w+)/.exec(walked.out) ?? [];
    return run(['show', short, '--store', '.stepward/terminal/alerting-platform']);
  };

  it.each(shown.filter((line) => line.startsWith(inClone) && !exceptions.has(line)))('%s', async (line) => {
    const words = wordsOf(line);
    const told = await (words[0] === 'show' ? showLast() : run(words));
    expect(told).toMatchObject({ status: 0, err: '' });
  });

  it.each(shown.filter(makesKey))('%s makes a key as long as it has to be', (line) => {
    const { stdout } = spawnSync(line, { shell: true, encoding: 'utf8' });
    expect(Buffer.from(stdout, 'base64')).toHaveLength(32);
  });

  it('are run here, or there is a reason why not', () => {
    const others = shown.filter((line) => (!line.startsWith(inClone) || exceptions.has(line)) && !makesKey(line));
    expect(others.sort()).toEqual([...exceptions.keys()].sort());
  });
});

describe('docs/commands.md', () => {
  it.each(['', ...commands.keys()])('shows the help of %s as it is', async (name) => {
    const { out } = await stepward([name, '--help'].filter(Boolean));
    expect(fences('text').map(({ text }) => text)).toContain(out);
  });
});

describe('docs/operations.md', () => {
  const page = 'docs/operations.md';
  const first = (heading: string, table: string): readonly string[] =>
    (tablesOf(sectionOf(page, heading)).get(table) ?? []).map(([cell = '']) => cell.replaceAll('`', ''));

  it('names every environment variable that the programs read', () => {
    const readers = ['src/bot.ts', 'src/cli/place.ts', 'src/cli/commands/serve.ts', 'src/cli/commands/doctor.ts'];
    const programs = readers.map((file) => readFileSync(file, 'utf8')).join('\n');
    const read = [...programs.matchAll(/\b(?:[A-Z]+_[A-Z_]*[A-Z]|PORT)\b/g)].map(([name]) => name);
    const others = ['STEPWARD_SECRET_…', 'AWS_…'];
    expect(first('Environment variables', 'variable')).toHaveLength(6 + others.length);
    expect(new Set([...read, ...others])).toEqual(new Set(first('Environment variables', 'variable')));
  });

  it('says every exit code', async () => {
    const { exit } = await import('#cli/exit.ts');
    expect(first('Exit codes', 'code').map(Number)).toEqual(Object.values(exit));
  });

  it('says how long work belongs to a silent process, and how long a request may be under way', async () => {
    const { timing } = await import('#engine/parts.ts');
    const said = [...sectionOf(page, 'When the bot dies').matchAll(/\| (\d+) s \|/g)].map(([, seconds]) => seconds);
    expect(said.map(Number)).toEqual(Object.values(timing).map((ms) => ms / 1_000));
  });

  it('says them of practice, too', async () => {
    const { practiceTiming } = await import('#cli/practice/timing.ts');
    const [lease, notAfter, grace] = Object.values(practiceTiming).map((ms) => ms / 1_000);
    expect(textOf(page)).toContain(`these are ${lease}, ${notAfter} and ${grace} seconds`);
  });
});
