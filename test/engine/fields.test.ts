import { afterEach, describe, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';
import { cluster, runbook } from './texts.ts';
import { ended, resultOf } from './walk.ts';

let bot: Harness;
afterEach(() => bot.close());

/** Somebody counts, and what they say is what is restarted. */
const counted = runbook(
  'counted',
  `steps:
  - id: count
    title: Count the alerts
    manual: "Count them, \${{ run.started_by }}."
    remind: 5m
    timeout: 20m
    fields:
      alerts: { type: integer, title: How many, min: 0 }
      service: { type: string, title: Where, enum: [sender, evaluator], default: sender }
      note: { type: string, title: Note, required: false }
  - id: restart
    title: "Restart \${{ steps.count.outputs.service }} for \${{ steps.count.outputs.alerts }} alerts"
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: "\${{ steps.count.outputs.service }}" }
`,
);

const open = async (): Promise<{ run: string; value: string }> => {
  bot = await openHarness({ runbooks: [counted] });
  const run = await bot.start('counted');
  return { run, value: (await bot.card(run, 'manual')).value };
};

describe('what a manual step asks for', () => {
  it('stands on its card, with its defaults', async () => {
    const { run } = await open();
    const card = await bot.card(run, 'manual');
    expect(card.text).toBe('Count them, Alice.');
    expect(card.fields.map(({ name, title, type, default: value }) => [name, title, type, value])).toEqual([
      ['alerts', 'How many', 'integer', undefined],
      ['service', 'Where', 'string', 'sender'],
      ['note', 'Note', 'string', undefined],
    ]);
  });

  it('is read like inputs and can be used by the steps that follow', async () => {
    const { run, value } = await open();
    expect(await bot.decide('alice', 'done', value, { fields: { alerts: ' 12 ', service: '' } })).toEqual({ ok: true });
    expect((await resultOf(bot, run, 'count'))?.outputs).toEqual({ alerts: 12, service: 'sender' });
    const { step } = await bot.card(run, 'approval');
    expect(step.title).toBe('Restart sender for 12 alerts');
  });

  it('is answered with what does not fit, by name, and nothing has changed', async () => {
    const { run, value } = await open();
    const before = (await bot.view(run)).revision;
    const done = (fields: Record<string, unknown>) => bot.decide('alice', 'done', value, { fields });
    expect(await done({ alerts: 'many', service: 'kafka' })).toEqual({
      problems: [
        { name: 'alerts', message: 'How many is a whole number.' },
        { name: 'service', message: 'Where is one of sender, evaluator.' },
      ],
    });
    expect(await done({})).toEqual({ problems: [{ name: 'alerts', message: 'How many is needed.' }] });
    expect(await done({ alerts: 1, alert: 2 })).toMatchObject({ problems: [{ name: 'alert' }] });
    expect((await bot.view(run)).revision).toBe(before);
    expect(await done({ alerts: 0 })).toEqual({ ok: true });
  });

  it('is not asked of who says that it failed, nor read from who may not finish it', async () => {
    const { run, value } = await open();
    expect(await bot.decide('carol', 'done', value, { fields: { alerts: 'x' } })).toEqual({
      refused: 'Guests cannot decide anything here.',
    });
    expect(await bot.decide('alice', 'failed', value, 'Nobody can count them.')).toEqual({ ok: true });
    expect((await bot.card(run, 'held')).cause).toBe('Nobody can count them.');
  });

  it('is taken once: who comes second is told who was first, whatever they typed', async () => {
    const { value } = await open();
    await bot.decide('alice', 'done', value, { fields: { alerts: 3 } });
    expect(await bot.decide('bob', 'done', value, { fields: { alerts: 'x' } })).toEqual({
      refused: 'Already marked done by Alice at 18:00 UTC.',
    });
  });

  it('makes who filled it one who asked for what follows', async () => {
    const { run, value } = await open();
    await bot.decide('bob', 'done', value, { fields: { alerts: 3 } });
    const card = await bot.card(run, 'approval');
    expect(card.excluded.map(({ name }) => name)).toEqual(['Alice', 'Bob']);
    expect(await bot.decide('bob', 'approve', card.value)).toHaveProperty('refused');
    expect(await bot.decide('dan', 'approve', card.value)).toEqual({ ok: true });
    expect((await ended(bot, run)).phase).toBe('succeeded');
  });
});

describe('a manual step that is not done', () => {
  it('is reminded of once, in the thread, until it is', async () => {
    const { run, value } = await open();
    const reminder = await bot.card(run, 'reminder', 400);
    expect(reminder).toMatchObject({ value, assign: ['oncall'], step: { id: 'count' } });
    bot.aws.clock.advance(10 * 60_000);
    const reminders = async () => (await bot.view(run)).cards.filter(({ kind }) => kind === 'reminder');
    expect(await reminders()).toHaveLength(1);
    await bot.decide('alice', 'done', value, { fields: { alerts: 3 } });
    expect(await reminders()).toMatchObject([{ closed: { how: 'done', by: [{ name: 'Alice' }] } }]);
  });

  it('is not reminded of where it was done in time', async () => {
    const { run, value } = await open();
    await bot.decide('alice', 'done', value, { fields: { alerts: 3 } });
    bot.aws.clock.advance(6 * 60_000);
    await bot.card(run, 'approval');
    expect((await bot.view(run)).cards.map(({ kind }) => kind)).not.toContain('reminder');
  });

  it('is reminded of anew when it is asked again', async () => {
    const { run } = await open();
    const held = await bot.card(run, 'held', 1_300);
    await bot.decide('alice', 'retry', held.value);
    const again = await bot.card(run, 'reminder', 400);
    expect(again.value).toMatch(/count@2$/);
  });
});
