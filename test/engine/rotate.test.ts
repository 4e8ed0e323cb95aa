import { afterEach, describe, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';

let bot: Harness;
afterEach(() => bot.close());

describe('rotating the session secret', () => {
  it('writes a value that nobody sees, moves the labels, restarts the readers, and asks a person whether it works', async () => {
    bot = await openHarness();
    const run = await bot.start('rotate-session-secret');
    const rotate = await bot.card(run, 'approval');
    expect(rotate.step.id).toBe('rotate');
    await bot.decide('bob', 'approve', rotate.value);
    const restart = await bot.card(run, 'approval');
    expect(restart.plans.map(({ title }) => title)).toEqual(['Restart rule-service', 'Restart sender']);
    await bot.decide('bob', 'approve', restart.value);
    const login = await bot.card(run, 'manual');
    expect(await bot.decide('carol', 'done', login.value)).toHaveProperty('refused');
    expect(await bot.decide('alice', 'done', login.value, 'works')).toEqual({ ok: true });
    const ended = await bot.until(run, ({ receipt }) => receipt !== undefined);
    expect(ended.phase).toBe('succeeded');
    expect(bot.writes()).toEqual([
      'PutParameter /alerting-platform/prod/session-secret',
      'LabelParameterVersion /alerting-platform/prod/session-secret',
      'LabelParameterVersion /alerting-platform/prod/session-secret',
      'UpdateService rule-service',
      'UpdateService sender',
    ]);
    const secrets = await bot.parts.store.transaction((tx) => tx.secrets.get(run, 'rotate.generate'), { reads: true });
    expect(secrets).toBeUndefined();
  });
});
