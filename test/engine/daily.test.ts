import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from '@jest/globals';
import { Failure } from '#domain/failure.ts';
import { sayWhoIsMissing } from '#engine/daily.ts';
import { createEngine } from '#engine/engine.ts';
import type { EngineParts } from '#engine/parts.ts';
import { type Harness, openHarness } from './harness.ts';

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
