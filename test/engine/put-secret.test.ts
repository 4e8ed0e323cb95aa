import { afterEach, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';
import { runbook } from './texts.ts';

const name = 'alerting-platform/prod/pager-token';
const text = runbook(
  'pager-token',
  `steps:
  - id: write
    action: secrets.put
    with: { secret: ${name}, generate: { bytes: 48, as: hex } }
  - id: promote
    action: secrets.promote
    with: { secret: ${name}, version: "\${{ steps.write.outputs.version }}" }
`,
);

let bot: Harness;
afterEach(() => bot.close());

const approve = async (run: string, step: string): Promise<void> => {
  const card = await bot.card(run, 'approval');
  expect(card.step.id).toBe(step);
  await bot.decide('bob', 'approve', card.value);
};

it('finds its version by the token when the answer is lost, makes no other, and keeps the value out of store and log', async () => {
  bot = await openHarness({ runbooks: [text] });
  bot.aws.addFault({ op: 'PutSecretValue', kind: 'drop-after', times: 1 });
  const run = await bot.start('pager-token');
  await approve(run, 'write');
  await approve(run, 'promote');
  const ended = await bot.until(run, ({ receipt }) => receipt !== undefined);
  expect(ended.phase).toBe('succeeded');
  const { Versions } = await bot.aws.perform('ListSecretVersionIds', { SecretId: name, IncludeDeprecated: true });
  expect(Versions).toHaveLength(2);
  expect(bot.writes()).toEqual(['PutSecretValue', 'UpdateSecretVersionStage', 'UpdateSecretVersionStage']);
  const { SecretString } = await bot.aws.perform('GetSecretValue', { SecretId: name });
  expect(SecretString).toMatch(/^[0-9a-f]{96}$/);
  expect(bot.stored()).not.toContain(SecretString);
  expect(JSON.stringify([bot.logged(), ended])).not.toContain(SecretString);
});

it('knows its version also where a person says that it was written, so that the next step goes on with it', async () => {
  bot = await openHarness({ runbooks: [text] });
  bot.aws.addFault({ op: 'PutSecretValue', kind: 'drop-after', times: 1 });
  bot.aws.addFault({ op: 'ListSecretVersionIds', kind: 'deny', times: 1_000 });
  const run = await bot.start('pager-token');
  await approve(run, 'write');
  const unclear = await bot.card(run, 'unclear', 300);
  bot.aws.clearFaults();
  expect(await bot.decide('dan', 'say-applied', unclear.value)).toEqual({ ok: true });
  await approve(run, 'promote');
  expect((await bot.until(run, ({ receipt }) => receipt !== undefined)).phase).toBe('succeeded');
  const { Versions } = await bot.aws.perform('ListSecretVersionIds', { SecretId: name, IncludeDeprecated: true });
  const current = (Versions as readonly { VersionId: string; VersionStages: readonly string[] }[]).find(
    ({ VersionStages }) => VersionStages.includes('AWSCURRENT'),
  );
  const version = await bot.parts.store.transaction((tx) => tx.results.get(run, 'write'), { reads: true });
  expect(version?.outputs).toMatchObject({ version: current?.VersionId });
  expect(bot.writes()).toEqual(['PutSecretValue', 'UpdateSecretVersionStage', 'UpdateSecretVersionStage']);
});
