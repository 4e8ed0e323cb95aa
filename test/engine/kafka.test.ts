import { afterEach, describe, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';

let bot: Harness;
afterEach(() => bot.close());

describe('restarting Zookeeper, Kafka and their dependents', () => {
  it('heals the cluster in order, each change approved by somebody else', async () => {
    bot = await openHarness();
    const run = await bot.start('kafka-zookeeper-restart');
    for (const step of ['zookeeper', 'kafka', 'dependents']) {
      const card = await bot.card(run, 'approval');
      expect(card.step.id).toBe(step);
      expect(await bot.decide('bob', 'approve', card.value)).toEqual({ ok: true });
    }
    const ended = await bot.until(run, ({ receipt }) => receipt !== undefined);
    expect(ended.receipt?.headline).toBe('Succeeded');
    expect(bot.writes().slice(0, 2)).toEqual(['StopTask zookeeper', 'StopTask kafka']);
    expect([...bot.writes().slice(2)].sort()).toEqual(
      ['aggregator', 'evaluator', 'rule-service', 'rule-updater', 'sender'].map((name) => `UpdateService ${name}`),
    );
    expect(
      bot.aws
        .view()
        .services.filter(({ desired }) => desired > 0)
        .map(({ status }) => status),
    ).toEqual(Array(7).fill('ok'));
  });
});
