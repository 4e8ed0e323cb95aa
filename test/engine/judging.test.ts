import { afterEach, describe, expect, it } from '@jest/globals';
import type { Config } from '#domain/config.ts';
import type { Policy } from '#domain/policy.ts';
import { type Harness, openHarness, people } from './harness.ts';
import { restartOne, restartTwo, runbook } from './texts.ts';

let bot: Harness;
afterEach(() => bot.close());

const ended = (run: string) => bot.until(run, ({ receipt }) => receipt !== undefined);
const one = { runbooks: [restartOne()] };
const withPolicy = (config: Config, change: Partial<Policy>): Config => ({
  ...config,
  environments: config.environments.map((each) => ({ ...each, approve: { ...each.approve, ...change } })),
});
const two = { entries: [{ groups: ['sre'], count: 2 }] };

/** What stewardship says from now on. */
const change = (how: Partial<Policy>): void => {
  const { catalogue } = bot.parts;
  Object.assign(catalogue, { config: withPolicy(catalogue.config, how) });
};

describe('policy and groups', () => {
  it('count as they are at the last vote: who has left the group since no longer does', async () => {
    bot = await openHarness({ ...one, config: (config) => withPolicy(config, two) });
    const run = await bot.start('restart-one');
    const card = await bot.card(run, 'approval');
    await bot.decide('dan', 'approve', card.value);
    Object.assign(bot.parts.directory, {
      person: async (id: string) => ({ ...people[id], ...(id === 'dan' ? { groups: [] } : {}) }),
    });
    expect(await bot.decide('bob', 'approve', card.value)).toEqual({
      ok: true,
      say: 'Bob, your approval counts. 1 more is needed.',
    });
    expect((await bot.card(run, 'approval')).votes.map(({ who }) => who.name)).toEqual(['Bob']);
  });

  it('that became stricter after the card was shown hold for the vote', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one');
    const card = await bot.card(run, 'approval');
    change(two);
    expect(await bot.decide('bob', 'approve', card.value)).toHaveProperty('say');
    expect((await bot.card(run, 'approval')).needed).toBe(2);
    change({ entries: [{ groups: ['sre'], count: 1 }] });
    expect(bot.writes()).toEqual([]);
    expect(await bot.decide('dan', 'approve', card.value)).toEqual({ ok: true });
  });

  it('of an environment that is no longer configured are those of the start', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one');
    Object.assign(bot.parts.catalogue, { config: { ...bot.parts.catalogue.config, environments: [] } });
    expect(await bot.decide('alice', 'approve', (await bot.card(run, 'approval')).value)).toHaveProperty('refused');
    expect(await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value)).toEqual({ ok: true });
  });

  it('rule out who retried as they rule out who started', async () => {
    bot = await openHarness(one);
    bot.aws.addFault({ op: 'UpdateService', kind: 'deny', times: 2 });
    const run = await bot.start('restart-one');
    await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value);
    expect(await bot.decide('bob', 'retry', (await bot.card(run, 'held')).value)).toEqual({ ok: true });
    const again = await bot.card(run, 'approval');
    expect(await bot.decide('bob', 'approve', again.value)).toHaveProperty('refused');
    await bot.decide('dan', 'approve', again.value);
    const held = await bot.card(run, 'held');
    expect(await bot.decide('bob', 'skip', held.value, 'by hand')).toHaveProperty('refused');
    expect(await bot.decide('dan', 'skip', held.value, 'by hand')).toEqual({ ok: true });
  });
});

describe('a decision', () => {
  it('keeps every vote in the history, and a rejection is of who rejected', async () => {
    bot = await openHarness({ runbooks: [restartTwo()], config: (config) => withPolicy(config, two) });
    const run = await bot.start('restart-two');
    const first = await bot.card(run, 'approval');
    await bot.decide('dan', 'approve', first.value);
    await bot.decide('bob', 'approve', first.value);
    const second = await bot.card(run, 'approval');
    await bot.decide('dan', 'approve', second.value);
    await bot.decide('bob', 'reject', second.value, 'not now');
    const closed = (await bot.view(run)).cards.filter(({ kind }) => kind === 'approval').map((card) => card.closed?.by);
    expect(closed.map((by) => by?.map(({ name }) => name))).toEqual([['Dan', 'Bob'], ['Bob']]);
    const events = await bot.parts.store.transaction((tx) => tx.events.list(run), { reads: true });
    expect(events.find(({ name }) => name === 'APPROVED')?.facts['votes']).toMatchObject([
      { by: { name: 'Dan' }, says: 'approve' },
      { by: { name: 'Bob' }, says: 'approve' },
    ]);
  });

  it.each(['reject', 'skip', 'failed'] as const)('of %s needs a reason', async (verb) => {
    bot = await openHarness(one);
    const card = await bot.card(await bot.start('restart-one'), 'approval');
    expect(await bot.decide('bob', verb, card.value, ' ')).toEqual({ refused: 'Say why: it stands in the history.' });
  });

  it('of another kind of card changes nothing', async () => {
    const manual = runbook('by-hand', 'steps:\n  - id: look\n    manual: Look.\n');
    bot = await openHarness({ runbooks: [restartOne(), manual] });
    const run = await bot.start('restart-one');
    const approval = await bot.card(run, 'approval');
    expect(await bot.decide('alice', 'done', approval.value)).toHaveProperty('refused');
    expect(await bot.decide('bob', 'approve', approval.value)).toEqual({ ok: true });
    const byHand = await bot.start('by-hand');
    const look = await bot.card(byHand, 'manual');
    expect(await bot.decide('dan', 'reject', look.value, 'no')).toHaveProperty('refused');
    expect(await bot.decide('alice', 'done', look.value)).toEqual({ ok: true });
  });

  it('that it was applied is not taken where nothing is unclear', async () => {
    bot = await openHarness(one);
    bot.aws.addFault({ op: 'UpdateService', kind: 'deny', times: 1 });
    const run = await bot.start('restart-one');
    await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value);
    const held = await bot.card(run, 'held');
    expect(await bot.decide('bob', 'say-applied', held.value)).toHaveProperty('refused');
    await bot.decide('alice', 'stop', run);
    expect((await ended(run)).receipt).toMatchObject({ changed: [], notDone: ['Restart sender'] });
  });
});
