import { afterEach, describe, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';
import { cluster, runbook } from './texts.ts';
import { approveNext, ended } from './walk.ts';

let bot: Harness;
afterEach(() => bot.close());

/** A change that a later check proves, after somebody has said so. */
const proven = (within: string, service = 'sender') =>
  runbook(
    'proven',
    `steps:
  - id: restart
    title: Restart sender
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: sender }
    verified_by: healthy
  - { id: asked, manual: Wait for the others. }
  - id: healthy
    title: Everything is healthy
    check: ecs.services-healthy
    with: { cluster: ${cluster}, services: [${service}] }
    within: ${within}
    on_failure: continue
`,
  );

const detailOf = async (run: string) => (await bot.view(run)).steps[0];

describe('a change whose proof is a later check', () => {
  it('passes when it is applied, and is said to be not yet proven until the check has passed', async () => {
    bot = await openHarness({ runbooks: [proven('10m')] });
    const run = await bot.start('proven');
    await approveNext(bot, run);
    const { value } = await bot.card(run, 'manual', 5);
    expect(await detailOf(run)).toMatchObject({ status: 'passed', detail: 'not yet proven' });
    await bot.decide('alice', 'done', value);
    const view = await ended(bot, run);
    expect(view.phase).toBe('succeeded');
    expect(await detailOf(run)).toMatchObject({ status: 'passed', detail: 'proven' });
    expect(view.receipt?.unproven).toEqual([]);
  });

  it('stays unproven in the receipt where the check failed, and where it was never reached', async () => {
    bot = await openHarness({ runbooks: [proven('5s', 'nobody')] });
    const run = await bot.start('proven');
    await approveNext(bot, run);
    await bot.decide('alice', 'done', (await bot.card(run, 'manual')).value);
    const view = await ended(bot, run);
    expect(view).toMatchObject({ phase: 'failed', receipt: { unproven: ['Restart sender'] } });
    const other = await bot.start('proven');
    bot.aws.clock.advance(120_000);
    await approveNext(bot, other);
    await bot.card(other, 'manual');
    await bot.decide('alice', 'stop', other);
    expect((await ended(bot, other)).receipt?.unproven).toEqual(['Restart sender']);
  });
});
