import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Store } from '#engine/store.ts';
import { openStore } from '#store/open-store.ts';
import { breaks, eventsOf, newest, view } from './history.ts';
import { buttons, pressAll, start } from './people.ts';
import { openPractice, type Practice } from './practice.ts';
import { written } from './written.ts';

jest.setTimeout(180_000);

const APPROVE = 'decide.approve';
const times = 10;
/** `KILL_SEED=…` repeats the pauses of a run that failed; what the bot did meanwhile it cannot repeat. */
const seed = process.env['KILL_SEED'] ?? randomUUID();
/** Real milliseconds that the bot lives between two kills, up to two seconds. */
const pauses = [...createHash('sha256').update(seed).digest().subarray(0, times)].map((byte) => byte * 8);

let practice: Practice;
let store: Store;
beforeAll(async () => {
  practice = await openPractice({ speed: 30 });
  store = await openStore({ folder: practice.folder });
});
afterAll(async () => {
  await store.close();
  await practice.close();
});

const hasEnded = async (run: string): Promise<boolean> => (await view(store, run)).receipt !== undefined;

/** Bob approves whatever he is asked, whether somebody hears him or not, until the run has ended. */
async function approveAll(run: string): Promise<void> {
  while (!(await hasEnded(run))) await pressAll(practice, await buttons(practice, run, APPROVE));
}

describe(`a bot that is killed ${times} times at any moment (KILL_SEED=${seed})`, () => {
  it('walks the Kafka runbook to its end all the same, and writes to each service once', async () => {
    await start(practice, 'kafka-zookeeper-restart', {});
    const run = await newest(store);
    const approving = approveAll(run);
    for (const pause of pauses) {
      await sleep(pause);
      await practice.kill();
      await practice.revive();
    }
    await approving;
    expect((await view(store, run)).phase).toBe('succeeded');
    // Told to end, it would have said so.
    expect(readFileSync(join(practice.folder, 'bot.log'), 'utf8')).not.toContain('"stopping"');
    expect(breaks(await eventsOf(store, run))).toEqual([]);
    const applied = (await practice.writes()).filter((call) => call.applied).map(written);
    expect(applied.sort()).toEqual([
      'StopTask by kafka',
      'StopTask by zookeeper',
      ...[1, 2, 3, 4, 5].map((item) => `UpdateService by dependents-${item}`),
    ]);
  });
});
