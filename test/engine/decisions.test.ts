import { afterEach, describe, expect, it } from '@jest/globals';
import type { Config } from '#domain/config.ts';
import { type Harness, openHarness } from './harness.ts';
import { restartOne, restartTwo } from './texts.ts';

let bot: Harness;
afterEach(() => bot.close());

const ended = (run: string) => bot.until(run, ({ receipt }) => receipt !== undefined);
const one = { runbooks: [restartOne()] };

/** The environment's policy with some of it changed. */
const policy =
  (change: Partial<Config['environments'][number]['approve']>) =>
  (config: Config): Config => ({
    ...config,
    environments: config.environments.map((each) => ({ ...each, approve: { ...each.approve, ...change } })),
  });

describe('an approval', () => {
  it('of the requester is refused, and says who else may give it', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one', { by: 'bob' });
    const card = await bot.card(run, 'approval');
    expect(await bot.decide('bob', 'approve', card.value)).toEqual({
      refused: 'You asked for this, so someone else in @sre must approve it.',
    });
    expect(bot.writes()).toEqual([]);
    expect((await bot.view(run)).cards[0]?.closed).toBeUndefined();
  });

  it.each([
    ['carol', 'Guests cannot decide anything here.'],
    ['mallory', 'Only members of this workspace can decide anything here.'],
    ['alice', 'You asked for this, so someone else in @sre must approve it.'],
  ])('of %s is refused', async (who, why) => {
    bot = await openHarness(one);
    const card = await bot.card(await bot.start('restart-one'), 'approval');
    expect(await bot.decide(who, 'approve', card.value)).toEqual({ refused: why });
  });

  it('that comes second is told who was first', async () => {
    bot = await openHarness(one);
    const card = await bot.card(await bot.start('restart-one'), 'approval');
    expect(await bot.decide('bob', 'approve', card.value)).toEqual({ ok: true });
    expect(await bot.decide('dan', 'approve', card.value)).toEqual({
      refused: 'Already approved by Bob at 18:00 UTC.',
    });
  });

  it('of two at once leads to one write', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one');
    const card = await bot.card(run, 'approval');
    const answers = await Promise.all(['bob', 'dan', 'bob'].map((who) => bot.decide(who, 'approve', card.value)));
    expect(answers.filter((answer) => 'ok' in answer)).toHaveLength(1);
    await ended(run);
    expect(bot.writes()).toEqual(['UpdateService sender']);
  });

  it('by two different people is needed where the policy says two', async () => {
    bot = await openHarness({ ...one, config: policy({ entries: [{ groups: ['sre'], count: 2 }] }) });
    const run = await bot.start('restart-one');
    const card = await bot.card(run, 'approval');
    expect(await bot.decide('bob', 'approve', card.value)).toMatchObject({ ok: true });
    expect(await bot.decide('bob', 'approve', card.value)).toEqual({ refused: 'You have already approved this step.' });
    expect(bot.writes()).toEqual([]);
    expect((await bot.card(run, 'approval')).votes.map(({ who }) => who.name)).toEqual(['Bob']);
    expect(await bot.decide('dan', 'approve', card.value)).toEqual({ ok: true });
    expect((await ended(run)).receipt?.approvedBy.map(({ name }) => name)).toEqual(['Bob', 'Dan']);
  });

  it('does not count while groups cannot be read', async () => {
    bot = await openHarness(one);
    const card = await bot.card(await bot.start('restart-one'), 'approval');
    const { directory } = bot.parts;
    Object.assign(directory, { person: () => Promise.reject(new Error('down')) });
    expect(await bot.decide('bob', 'approve', card.value)).toHaveProperty('refused');
    expect(bot.writes()).toEqual([]);
  });

  it('that comes too late is refused, and the step waits for a person', async () => {
    bot = await openHarness({ ...one, config: policy({ within: 60_000 }) });
    const run = await bot.start('restart-one');
    const card = await bot.card(run, 'approval');
    const held = await bot.card(run, 'held', 70);
    expect(held.why).toBe('expired');
    expect((await bot.view(run)).cards.find(({ kind }) => kind === 'approval')?.closed?.how).toBe('expired');
    expect(await bot.decide('bob', 'approve', card.value)).toHaveProperty('refused');
    expect(bot.writes()).toEqual([]);
  });

  it('that was not used in time is asked for again', async () => {
    bot = await openHarness({ ...one, config: policy({ validFor: 60_000 }) });
    const run = await bot.start('restart-one');
    const first = await bot.card(run, 'approval');
    await bot.decide('bob', 'approve', first.value);
    bot.aws.clock.advance(120_000);
    const second = await bot.card(run, 'approval');
    expect(second.value).not.toBe(first.value);
    expect(bot.writes()).toEqual([]);
    expect(await bot.decide('bob', 'approve', first.value)).toHaveProperty('refused');
  });
});

describe('a rejection', () => {
  it('before anything was applied ends the run without a write', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one');
    const card = await bot.card(run, 'approval');
    expect(await bot.decide('bob', 'reject', card.value, 'not now')).toEqual({ ok: true });
    const view = await ended(run);
    expect(view.phase).toBe('stopped');
    expect(view.receipt?.notDone).toEqual(['Restart sender']);
    expect(view.cards[0]?.closed).toMatchObject({ how: 'rejected', note: 'not now', by: [{ name: 'Bob' }] });
    expect(bot.aws.calls().filter(({ write }) => write)).toEqual([]);
  });

  it('after something was applied holds the step for a person', async () => {
    bot = await openHarness({ runbooks: [restartTwo()] });
    const run = await bot.start('restart-two');
    await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value);
    const second = await bot.card(run, 'approval');
    await bot.decide('bob', 'reject', second.value, 'enough');
    const held = await bot.card(run, 'held');
    expect(held.cause).toBe('Rejected by Bob: enough');
    expect(held.changed).toHaveLength(1);
  });
});

describe('a held step', () => {
  const hold = async () => {
    bot = await openHarness({ runbooks: [restartTwo()] });
    bot.aws.addFault({ op: 'UpdateService', kind: 'deny', times: 1 });
    const run = await bot.start('restart-two');
    await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value);
    return { run, held: await bot.card(run, 'held') };
  };

  it('says in the words of the service why, and offers what can be done', async () => {
    const { held } = await hold();
    expect(held.cause).toContain('not authorized');
    expect(held.offers).toEqual(['retry', 'skip', 'stop']);
    expect(bot.writes()).toEqual([]);
  });

  it('that is retried plans anew and asks anew', async () => {
    const { run, held } = await hold();
    expect(await bot.decide('alice', 'retry', held.value)).toEqual({ ok: true });
    const again = await bot.card(run, 'approval');
    expect(again.value).toMatch(/sender@2$/);
    expect(await bot.decide('alice', 'retry', held.value)).toEqual({ refused: 'Alice was first, at 18:00 UTC.' });
    await bot.decide('bob', 'approve', again.value);
    await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value);
    expect((await ended(run)).phase).toBe('succeeded');
    expect(bot.writes()).toEqual(['UpdateService sender', 'UpdateService rule-updater']);
  });

  it('is skipped only by who may approve it, and the receipt says so first', async () => {
    const { run, held } = await hold();
    expect(await bot.decide('alice', 'skip', held.value, 'done by hand')).toHaveProperty('refused');
    expect(await bot.decide('bob', 'skip', held.value, 'done by hand')).toEqual({ ok: true });
    await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value);
    const view = await ended(run);
    expect(view.receipt?.skipped).toEqual([
      { title: 'Restart sender', reason: 'done by hand', by: { id: 'bob', name: 'Bob' } },
    ]);
    expect(view.phase).toBe('succeeded');
  });

  it('that nobody cares for stops the run', async () => {
    const { run } = await hold();
    const view = await bot.until(run, ({ receipt }) => receipt !== undefined, 1_900);
    expect(view.phase).toBe('stopped');
    expect(view.receipt?.headline).toBe('Stopped: nobody answered in time');
  });
});

describe('stopping', () => {
  it('works while an approval is waited for, closes the card and applies nothing', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one');
    const card = await bot.card(run, 'approval');
    expect(await bot.decide('alice', 'stop', run)).toEqual({ ok: true });
    const view = await ended(run);
    expect(view.receipt?.headline).toBe('Stopped by Alice');
    expect(view.cards[0]?.closed?.how).toBe('stopped');
    expect(await bot.decide('bob', 'approve', card.value)).toEqual({ refused: 'This run has ended.' });
    expect(bot.writes()).toEqual([]);
  });

  it('needs no group of who started the run, so it works while groups cannot be read', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one');
    const { directory } = bot.parts;
    const { person } = directory;
    const ungrouped = async (id: string) => ({ ...(await person(id)), groups: [] });
    Object.assign(directory, { ungrouped, person: () => Promise.reject(new Error('down')) });
    expect(await bot.decide('bob', 'stop', run)).toHaveProperty('refused');
    expect(await bot.decide('alice', 'stop', run)).toEqual({ ok: true });
    expect((await ended(run)).phase).toBe('stopped');
  });

  it('between an approval and its request sends nothing', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one');
    await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value);
    await bot.decide('alice', 'stop', run);
    expect((await ended(run)).phase).toBe('stopped');
    expect(bot.writes()).toEqual([]);
  });

  it('is not for strangers and guests', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one');
    expect(await bot.decide('carol', 'stop', run)).toEqual({ refused: 'Guests cannot decide anything here.' });
    expect(await bot.decide('mallory', 'stop', run)).toHaveProperty('refused');
  });
});
