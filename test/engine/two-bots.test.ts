import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Announcement } from '#domain/announcement.ts';
import type { Config, Schedule } from '#domain/config.ts';
import { createEngine } from '#engine/engine.ts';
import type { EngineParts } from '#engine/parts.ts';
import { seeToSchedules } from '#engine/scheduler.ts';
import type { Store, Tx } from '#engine/store.ts';
import { startWorker } from '#engine/worker.ts';
import { backends } from '../store/backends.ts';
import { type Harness, openHarness } from './harness.ts';

const breathe =
  'runbook: breathe\nversion: 1\ntitle: Breathe\nenvironment: prod\nsteps:\n  - { id: breathe, wait: 1s }\n';
const schedule: Schedule = {
  id: 'hourly',
  runbook: 'breathe',
  environment: 'prod',
  cron: '0 * * * *',
  timeZone: 'UTC',
  inputs: {},
  channel: 'C0PRODOPS',
  reason: 'Schedule hourly',
};
const hour = 3_600_000;
const six = Date.UTC(2026, 0, 22, 18);
const reads = { reads: true } as const;

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness({ runbooks: [breathe] });
});
afterAll(() => harness.close());

/** The store of a bot that is killed as it does this. */
const killedAt = (store: Store, dying: (tx: Tx) => Tx): Store => ({
  ...store,
  transaction: (work, options) => store.transaction((tx) => work(dying(tx)), options),
});
const killed = () => Promise.reject(new Error('killed'));
const noting = (tx: Tx): Tx => ({ ...tx, schedules: { ...tx.schedules, seeTo: killed } });
/** The run is written by then, but its transaction is not committed. */
const starting = (tx: Tx): Tx => ({ ...tx, messages: { ...tx.messages, put: killed } });

describe.each(backends)('two bots on one store in $name', (backend) => {
  beforeAll(() => backend.start(), 60_000);
  afterAll(() => backend.stop());
  let now = six;
  let stores: readonly [Store, Store];
  beforeEach(async () => {
    now = six + hour / 2;
    stores = [await backend.fresh(), await backend.again(backend.home())];
    await seeToSchedules(bot(stores[0]));
  });
  afterEach(() => backend.tidy());

  function bot(store: Store): EngineParts {
    const { catalogue } = harness.parts;
    const config: Config = { ...catalogue.config, schedules: [schedule] };
    return {
      ...harness.parts,
      store,
      surface: 'practice',
      worker: randomUUID(),
      clock: { now: () => now, wall: () => now },
      catalogue: { ...catalogue, config },
    };
  }
  const both = () => stores.map(bot);
  const keys = async (): Promise<readonly string[]> =>
    (await stores[0].transaction((tx) => tx.runs.list({ surface: 'practice', limit: 50 }), reads))
      .map(({ startKey }) => startKey.slice('schedule:hourly:2026-01-22T'.length, -':00.000Z'.length))
      .sort();
  const said = async (): Promise<readonly Announcement[]> =>
    (await createEngine(bot(stores[0])).announcements.claim(50)).map(({ facts }) => facts);

  it('start each due moment once, however often both look at once', async () => {
    for (now = six + hour; now < six + 6 * hour; now += hour)
      await Promise.all([...both(), ...both()].map(seeToSchedules));
    expect(await keys()).toEqual(['19:00', '20:00', '21:00', '22:00', '23:00']);
    expect(await said()).toEqual([]);
  });

  it('start it once with their workers, and one of them performs it', async () => {
    now = six + hour;
    const workers = both().map(startWorker);
    const isBegun = async () => (await keys()).length > 0;
    for (let i = 0; i < 300 && !(await isBegun()); i++) await new Promise((next) => setTimeout(next, 20));
    await Promise.all(workers.map(({ stop }) => stop()));
    expect(await keys()).toEqual(['19:00']);
  });

  it('say once what both have missed', async () => {
    now = six + 4 * hour - 1;
    await Promise.all(both().map(seeToSchedules));
    expect(await keys()).toEqual([]);
    expect(await said()).toMatchObject([{ kind: 'schedule-missed', count: 3, due: six + 3 * hour }]);
  });

  it('start what one of them began to start when it was killed', async () => {
    now = six + hour;
    await seeToSchedules(bot(killedAt(stores[0], starting)));
    expect(await keys()).toEqual([]);
    now += 60_000;
    await seeToSchedules(bot(stores[1]));
    expect(await keys()).toEqual(['19:00']);
  });

  it('do not start again what one of them started before it was killed', async () => {
    now = six + hour;
    await Promise.all([seeToSchedules(bot(killedAt(stores[0], noting))), seeToSchedules(bot(stores[1]))]);
    await seeToSchedules(bot(killedAt(stores[0], noting)));
    now += 60_000;
    await seeToSchedules(bot(stores[1]));
    expect(await keys()).toEqual(['19:00']);
    expect(await said()).toEqual([]);
  });

  it('do not lose what is due now with what was missed, where one of them is killed between the two', async () => {
    now = six + 3 * hour;
    await seeToSchedules(bot(killedAt(stores[0], starting)));
    expect(await keys()).toEqual([]);
    await seeToSchedules(bot(stores[1]));
    expect(await keys()).toEqual(['21:00']);
    expect(await said()).toMatchObject([{ kind: 'schedule-missed', count: 2, due: six + 2 * hour }]);
  });
});
