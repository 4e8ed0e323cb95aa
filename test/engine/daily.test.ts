import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from '@jest/globals';
import { Failure } from '#domain/failure.ts';
import { sayWhoIsMissing } from '#engine/daily.ts';
import { createEngine } from '#engine/engine.ts';
import type { EngineParts } from '#engine/parts.ts';
import { type Harness, openHarness } from './harness.ts';
import { restartOne } from './texts.ts';
import { ended } from './walk.ts';

let harness: Harness;
afterEach(() => harness.close());

const bot = (members: (group: string) => Promise<readonly string[]>): EngineParts => ({
  ...harness.parts,
  surface: 'practice',
  worker: randomUUID(),
  directory: { ...harness.parts.directory, members },
});
const said = async (parts: EngineParts) =>
  (await createEngine(parts).announcements.claim(10)).map(({ facts }) => facts);

it('tells a channel once a day, whichever of two bots looks, that an approval could not be given', async () => {
  harness = await openHarness();
  const both = [bot(async () => ['bob']), bot(async () => ['bob'])] as const;
  await Promise.all(both.map(sayWhoIsMissing));
  const [first, ...others] = (await said(both[0])).filter(
    (facts) => 'environment' in facts && facts.environment === 'prod',
  );
  expect(others).toEqual([]);
  expect(first).toMatchObject({ kind: 'quorum', problems: [expect.stringContaining('If Bob asks for a change')] });
});

it('says nothing where everybody is there', async () => {
  harness = await openHarness();
  const parts = bot(async () => ['bob', 'dan']);
  await sayWhoIsMissing(parts);
  expect(await said(parts)).toEqual([]);
});

it('takes a group that cannot be read for one that cannot approve', async () => {
  harness = await openHarness();
  const parts = bot(() =>
    Promise.reject(new Failure('transient', 'identity-unreadable', 'Slack does not say who is in sre.')),
  );
  await sayWhoIsMissing(parts);
  expect(await said(parts)).toContainEqual(
    expect.objectContaining({
      environment: 'prod',
      problems: [expect.stringContaining('Slack does not say who is in sre.')],
    }),
  );
});

const day = 24 * 3_600_000;
const incident = 'https://incidents.example.com/812';

/** A run that Alice approved alone, over by now; what reviews it. */
async function alone(): Promise<{ run: string; value: string }> {
  harness = await openHarness({
    runbooks: [restartOne()],
    config: (config) => ({
      ...config,
      environments: config.environments.map((one) => ({
        ...one,
        breakGlass: { groups: ['oncall'], after: 120_000, notify: 'C0SECURITY' },
      })),
    }),
  });
  const run = await harness.start('restart-one');
  const { value } = await harness.card(run, 'approval');
  harness.aws.clock.advance(120_000);
  expect(await harness.decide('alice', 'break-glass', value, `${incident} Nobody is awake.`)).toEqual({ ok: true });
  await ended(harness, run);
  return { run, value };
}

/** What is said then of what nobody has reviewed, and told by that. */
async function reminded(at: number): Promise<readonly (readonly string[])[]> {
  const clock = { now: () => at, wall: () => at };
  const parts: EngineParts = { ...bot(async () => ['bob', 'dan']), surface: 'terminal', clock };
  await sayWhoIsMissing(parts);
  const { announcements } = createEngine(parts);
  const rows = await announcements.claim(10);
  for (const row of rows) await announcements.posted(row, { channel: row.channel, ts: '1' });
  return rows.map(({ facts }) => (facts.kind === 'quorum' ? facts.followUps : []));
}

it('lists what was approved alone, with its run, until somebody else has reviewed it', async () => {
  const { run, value } = await alone();
  const { short } = await harness.view(run);
  expect(await harness.engine.followUps(10)).toMatchObject([
    { run, short, title: 'Test', environment: 'prod', by: { id: 'alice', name: 'Alice' }, incident, groups: ['sre'] },
  ]);
  expect(await harness.engine.followUps(0)).toEqual([]);
  expect(await harness.decide('bob', 'reviewed', value, 'It was right.')).toEqual({ ok: true });
  expect(await harness.engine.followUps(10)).toEqual([]);
});

it('reminds of it day by day, first when a day has passed, until it is reviewed', async () => {
  const { run, value } = await alone();
  const { short } = await harness.view(run);
  const [{ at } = { at: 0 }] = await harness.engine.followUps(1);
  const words = `Alice approved "Test" (run ${short}) alone at 2026-01-22 18:02 UTC for ${incident}; somebody else has to review it.`;
  expect(await reminded(at)).toEqual([]);
  expect(await reminded(at + day - 1)).toEqual([]);
  for (const days of [2, 3]) {
    expect(await reminded(at + days * day)).toEqual([[words]]);
    expect(await reminded(at + days * day + 60_000)).toEqual([]);
  }
  expect(harness.logged()).toContainEqual(['warn', 'what was approved alone is not reviewed', expect.anything()]);
  await harness.decide('bob', 'reviewed', value, 'It was right.');
  expect(await reminded(at + 4 * day)).toEqual([]);
});
