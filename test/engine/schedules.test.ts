import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Announcement } from '#domain/announcement.ts';
import type { Config, Schedule } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import { createEngine } from '#engine/engine.ts';
import type { EngineParts } from '#engine/parts.ts';
import { seeToSchedules } from '#engine/scheduler.ts';
import { startWorker } from '#engine/worker.ts';
import { type Harness, openHarness } from './harness.ts';

const breathe =
  'runbook: breathe\nversion: 1\ntitle: Breathe\nenvironment: prod\nsteps:\n  - { id: breathe, wait: 1s }\n';
const secret =
  'runbook: keep\nversion: 1\ntitle: Keep\nenvironment: prod\ninputs:\n  word: { type: string, title: Word, secret: true }\nsteps:\n  - { id: breathe, wait: 1s }\n';

const schedule: Schedule = {
  id: 'nightly',
  runbook: 'breathe',
  environment: 'prod',
  cron: '0 * * * *',
  timeZone: 'UTC',
  inputs: {},
  channel: 'C0PRODOPS',
  reason: 'Schedule nightly',
};

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 22, 18, 30);
const reads = { reads: true } as const;

let harness: Harness;
let now = start;
let listed: readonly Schedule[];

beforeEach(async () => {
  now = start;
  listed = [schedule];
  harness = await openHarness({ runbooks: [breathe, secret] });
});
afterEach(() => harness.close());

/** One of the processes that serve this store. */
function bot(more: Partial<EngineParts> = {}): EngineParts {
  const { catalogue } = harness.parts;
  return {
    ...harness.parts,
    surface: 'practice',
    worker: randomUUID(),
    clock: { now: () => now, wall: () => now },
    catalogue: {
      ...catalogue,
      get config(): Config {
        return { ...catalogue.config, schedules: listed };
      },
    },
    ...more,
  };
}

async function lookAt(time: number, parts = bot()): Promise<void> {
  now = time;
  await seeToSchedules(parts);
}

const runs = () => harness.parts.store.transaction((tx) => tx.runs.list({ surface: 'practice', limit: 50 }), reads);
const said = async (parts = bot()): Promise<readonly Announcement[]> =>
  (await createEngine(parts).announcements.claim(50)).map(({ facts }) => facts);

describe('a schedule', () => {
  it('that is new begins now: nothing of it has been missed', async () => {
    await lookAt(start);
    expect(await runs()).toEqual([]);
    expect(await said()).toEqual([]);
  });

  it('starts its runbook when it is due, as nobody in particular, and says so in the first event', async () => {
    await lookAt(start);
    await lookAt(start + hour / 2);
    await lookAt(start + hour / 2 + 1_000);
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      startKey: 'schedule:nightly:2026-01-22T19:00:00.000Z',
      startedBy: { id: 'schedule:nightly', name: 'schedule nightly' },
      reason: 'Schedule nightly',
      channel: 'C0PRODOPS',
    });
    const [first] = await harness.parts.store.transaction((tx) => tx.events.list(run?.run ?? ''), reads);
    expect(first?.facts['by']).toEqual({ id: 'schedule:nightly', name: 'schedule nightly' });
  });

  it('was not missed where it was started by a bot that could not note it any more', async () => {
    await lookAt(start);
    const { store } = harness.parts;
    const dying: EngineParts['store'] = {
      ...store,
      transaction: (work, options) =>
        store.transaction((tx) => {
          const seeTo = async () => Promise.reject(new Error('killed'));
          return work({ ...tx, schedules: { ...tx.schedules, seeTo } });
        }, options),
    };
    await lookAt(start + hour / 2, bot({ store: dying }));
    await lookAt(start + hour / 2 + 10 * 60_000);
    expect(await runs()).toHaveLength(1);
    expect(await said()).toEqual([]);
  });

  it('that was missed is said once, how often and when it is due next, and not made up for', async () => {
    await lookAt(start);
    await lookAt(start + 3 * hour, bot());
    await lookAt(start + 3 * hour, bot());
    expect(await runs()).toEqual([]);
    expect(await said()).toEqual([
      {
        kind: 'schedule-missed',
        schedule: 'nightly',
        runbook: 'breathe',
        environment: 'prod',
        count: 3,
        due: Date.UTC(2026, 0, 22, 21),
        next: Date.UTC(2026, 0, 22, 22),
      },
    ]);
  });

  it('counts no more than a hundred moments that were missed', async () => {
    await lookAt(start);
    await lookAt(start + 1_000 * hour);
    expect(await said()).toMatchObject([{ count: 100 }]);
  });

  it('is started when the bot comes back within two minutes, and what was before is missed', async () => {
    await lookAt(start);
    await lookAt(Date.UTC(2026, 0, 22, 20, 1, 59));
    expect(await runs()).toMatchObject([{ startKey: 'schedule:nightly:2026-01-22T20:00:00.000Z' }]);
    expect(await said()).toMatchObject([{ kind: 'schedule-missed', count: 1, due: Date.UTC(2026, 0, 22, 19) }]);
  });

  it('that is due at other times than before begins anew', async () => {
    await lookAt(start);
    listed = [{ ...schedule, cron: '15 * * * *' }];
    await lookAt(start + 3 * hour);
    expect(await said()).toEqual([]);
    await lookAt(Date.UTC(2026, 0, 22, 22, 15));
    expect(await runs()).toHaveLength(1);
  });

  it.each([
    [
      'a runbook that is gone',
      { runbook: 'gone' },
      'There is no runbook "gone", or it has mistakes and is not offered.',
    ],
    ['another channel', { channel: 'C0GENERAL' }, 'Runs in prod are started in C0PRODOPS, not here.'],
    ['an input that there is not', { inputs: { cluser: 'a' } }, 'There is no input "cluser".'],
    ['a secret', { runbook: 'keep' }, 'Word is secret and has to be given by somebody; a schedule cannot.'],
    [
      'a secret in the clear',
      { runbook: 'keep', inputs: { word: 'x' } },
      'Word is secret, and everybody can read stepward.yml.',
    ],
  ])('with %s is refused, which its channel is told once', async (_, more, why) => {
    listed = [{ ...schedule, ...more }];
    await lookAt(start);
    await lookAt(start + hour / 2);
    await lookAt(start + hour / 2 + 1_000);
    expect(await runs()).toEqual([]);
    expect(await said()).toMatchObject([{ kind: 'schedule-refused', why, due: Date.UTC(2026, 0, 22, 19) }]);
    expect(await createEngine(bot()).schedules()).toMatchObject([{ id: 'nightly', trouble: why }]);
  });

  it('needs a commit where the environment does', async () => {
    const parts = bot();
    const environments = parts.catalogue.config.environments.map((one) => ({ ...one, requireCommit: true }));
    const config = { ...parts.catalogue.config, environments };
    const strict = bot({ catalogue: { ...parts.catalogue, config } });
    await lookAt(start, strict);
    await lookAt(start + hour / 2, strict);
    expect(await runs()).toEqual([]);
    expect(await said()).toMatchObject([{ why: 'prod runs only what is committed to git, and breathe.yml is not.' }]);
  });

  it('is tried again when the store could not be reached, and keeps no other waiting', async () => {
    listed = [schedule, { ...schedule, id: 'other', reason: 'Schedule other' }];
    await lookAt(start);
    const { store } = harness.parts;
    let failures = 1;
    const weak: EngineParts['store'] = {
      ...store,
      transaction: (work, options) =>
        failures-- > 0
          ? Promise.reject(new Failure('transient', 'store-unreachable', 'No store.'))
          : store.transaction(work, options),
    };
    await lookAt(start + hour / 2, bot({ store: weak }));
    expect((await runs()).map(({ startedBy }) => startedBy.id)).toEqual(['schedule:other']);
    expect(harness.logged()).toMatchObject([['warn', 'No store.', { code: 'store-unreachable' }]]);
    await lookAt(start + hour / 2 + 1_000, bot({ store: weak }));
    expect(await runs()).toHaveLength(2);
  });

  it('says when it is due next, and no trouble where there is none', async () => {
    const [one] = await createEngine(bot()).schedules();
    expect(one).toEqual({
      id: 'nightly',
      runbook: 'breathe',
      environment: 'prod',
      channel: 'C0PRODOPS',
      cron: '0 * * * *',
      timeZone: 'UTC',
      next: Date.UTC(2026, 0, 22, 19),
    });
  });

  it('is kept by the worker of a surface that has channels', async () => {
    await lookAt(start);
    now = start + hour / 2;
    const worker = startWorker(bot());
    for (let i = 0; i < 200 && (await runs()).length === 0; i++) await new Promise((next) => setTimeout(next, 20));
    await worker.stop();
    expect(await runs()).toHaveLength(1);
  });
});
