import { afterEach, describe, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';
import { cluster, runbook } from './texts.ts';

let bot: Harness;
afterEach(() => bot.close());

const bounce = runbook(
  'bounce',
  `steps:
  - id: zookeeper
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: zookeeper, mode: stop-task }
`,
);

// Golden scenario K, with StopTask: it carries no token, but the reason that we gave stands on the task that stopped.
describe('a StopTask whose answer nobody heard', () => {
  it.each(['drop-after', '500-after'] as const)('(%s) is found on the task, and not sent again', async (kind) => {
    bot = await openHarness({ runbooks: [bounce] });
    bot.aws.addFault({ op: 'StopTask', kind, times: 1 });
    const run = await bot.start('bounce');
    await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value);
    const { phase } = await bot.until(run, ({ receipt }) => receipt !== undefined);
    expect(phase).toBe('succeeded');
    expect(bot.aws.calls().filter(({ op }) => op === 'StopTask')).toHaveLength(1);
    const events = await bot.parts.store.transaction((tx) => tx.events.list(run), { reads: true });
    expect(events.map(({ name }) => name).join(' ')).toContain('APPROVED UNKNOWN APPLIED VERIFIED');
  });
});
