import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stepward } from './stepward.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'stepward-run-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const run = (runbook: string, ...words: readonly string[]) =>
  stepward(
    ['run', runbook, '--practice', '--reason', 'drill', '--speed', '100', '--runbooks', resolve('runbooks'), ...words],
    { cwd },
  );

describe('stepward run --practice', () => {
  it('walks the Kafka runbook to its end, and the run can be read again', async () => {
    const told = await run('kafka-zookeeper-restart', '--yes-as', 'bob');
    expect(told).toMatchObject({ status: 0, err: '' });
    expect(told.out.match(/^Approval needed · .*$/gm)).toEqual([
      'Approval needed · step 1 of 4 · Restart Zookeeper (zookeeper)',
      'Approval needed · step 2 of 4 · Restart Kafka (kafka)',
      expect.stringMatching(/^Approval needed · step 3 of 4 · .* \(dependents\)$/),
    ]);
    expect(told.out).toContain('Succeeded · 3 of 3 changes made');
    const [, short = ''] = /stepward show (\w+)/.exec(told.out) ?? [];
    const shown = await stepward(['show', short, '--store', '.stepward/terminal/alerting-platform'], { cwd });
    expect(shown.out).toContain('Succeeded · 3 of 3 changes made');
    const listed = await stepward(['runs', '--all', '--store', '.stepward/terminal/alerting-platform'], { cwd });
    expect(listed.out).toMatch(new RegExp(`^\\w+${short}  prod  kafka-zookeeper-restart  Succeeded`));
  });

  it('says why somebody may not approve, and stops the run when nobody is left to ask', async () => {
    const told = await run(
      'kafka-zookeeper-restart',
      '--as',
      'bob',
      '--decide',
      'carol:approve:*',
      '--decide',
      'bob:approve:*',
    );
    expect(told.out).toContain('Guests cannot decide anything here.');
    expect(told.out).toContain('You asked for this, so someone else in @sre must approve it.');
    expect(told.out).toContain('Stopped by Bob · 0 of');
    expect(told.status).toBe(1);
  });

  it('ends with 1 after a rejection, with nothing changed', async () => {
    const told = await run('kafka-zookeeper-restart', '--decide', 'bob:reject:zookeeper');
    expect(told.out).toMatch(/Rejected by Bob at \d\d:\d\d UTC: As the script says\./);
    expect(told.out).toContain(' · 0 of');
    expect(told.status).toBe(1);
  });

  it('is refused to a guest, and to whoever names an input that there is not', async () => {
    expect(await run('kafka-zookeeper-restart', '--as', 'carol')).toMatchObject({
      status: 3,
      err: expect.stringContaining('Guests cannot'),
    });
    expect(await run('stop-stale-tasks', '--input', 'servic=x')).toMatchObject({ status: 2 });
    expect(await run('nope')).toMatchObject({ status: 3, err: expect.stringContaining('There is no runbook "nope"') });
  });
});
