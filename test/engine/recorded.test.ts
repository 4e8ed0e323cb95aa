import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chain } from '#engine/dispatch.ts';
import type { EventRow } from '#engine/rows.ts';
import { type Desk, openDesk, type Shown } from './refusals/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.reset());
afterAll(() => desk.bot.close());

const historyOf = (run: string): Promise<readonly EventRow[]> =>
  desk.bot.parts.store.transaction((tx) => tx.events.list(run), { reads: true });

const last = async (run: string, name: string): Promise<EventRow['facts'] | undefined> =>
  (await historyOf(run)).findLast((event) => event.name === name)?.facts;

/** Each event holds the hash of itself and of the one before, and the run stands at the last. */
async function expectWhole(run: string): Promise<void> {
  const events = await historyOf(run);
  for (const [at, { hash, ...event }] of events.entries()) {
    expect(event.seq).toBe(at + 1);
    expect(event.previous).toBe(events[at - 1]?.hash ?? '');
    expect(chain(event).hash).toBe(hash);
  }
  const row = await desk.bot.parts.store.transaction((tx) => tx.runs.get(run), { reads: true });
  expect(row).toMatchObject({ revision: events.length, head: events.at(-1)?.hash });
}

const INCIDENT = 'https://incidents.example.com/812';
const glass = { groups: ['oncall'], after: 120_000, notify: 'C0SECURITY' };

async function breakGlass(): Promise<Shown> {
  desk.change({ breakGlass: glass });
  const shown = await desk.card(await desk.start('restart-one', 'alice'), 'approval');
  desk.pass(2);
  const note = `${INCIDENT} Nobody of @sre answers.`;
  expect(await desk.click('ann', 'break-glass', shown, { note })).toEqual({ ok: true });
  return shown;
}

describe('the history of a decision', () => {
  it('says of each of two approvals who, in which groups, from where and by which rule', async () => {
    desk.ask({ entries: [{ groups: ['sre'], count: 2 }] });
    const shown = await desk.card(await desk.start('restart-one', 'alice'), 'approval');
    await desk.click('eve', 'approve', shown);
    const judged = {
      kind: 'member',
      entries: [{ groups: ['sre'], count: 2 }],
      requester: false,
      requesters: ['alice'],
    };
    expect(await last(shown.run, 'VOTED')).toMatchObject({
      by: { id: 'eve', name: 'Eve' },
      groups: ['sre', 'oncall'],
      planHash: shown.planHash,
      missing: 1,
      judged: { ...judged, from: 'card' },
    });
    const form = { openedFor: 'bob', planHash: shown.planHash ?? '' };
    await desk.bot.decide('bob', 'approve', shown.value, { form });
    expect(await last(shown.run, 'APPROVED')).toMatchObject({
      by: { id: 'bob' },
      votes: [
        { by: { id: 'eve' }, groups: ['sre', 'oncall'] },
        { by: { id: 'bob' }, groups: ['sre'] },
      ],
      judged: { ...judged, from: 'form' },
    });
    await expectWhole(shown.run);
    await desk.bot.until(shown.run, ({ receipt }) => receipt !== undefined);
  });

  it('says to whom a step was handed over, and so does its card, which stays open', async () => {
    const shown = await desk.card(await desk.start('by-hand', 'alice'), 'manual');
    const before = (await desk.bot.view(shown.run)).revision;
    await desk.click('bob', 'hand-over', shown, { to: 'dan', note: 'Dan knows it.' });
    expect(await last(shown.run, 'HANDED_OVER')).toMatchObject({
      by: { id: 'bob' },
      to: { id: 'dan', name: 'Dan' },
      groupsOfAssignee: ['sre'],
      note: 'Dan knows it.',
      judged: { groups: ['sre'] },
    });
    await expectWhole(shown.run);
    const view = await desk.bot.view(shown.run);
    expect(view.revision).toBe(before + 1);
    expect(view.cards.find(({ kind }) => kind === 'manual')).toMatchObject({ assignee: { id: 'dan', name: 'Dan' } });
    const card = await desk.bot.parts.store.transaction((tx) => tx.messages.get(shown.run, shown.purpose), {
      reads: true,
    });
    expect(card?.wanted).toBeGreaterThan(card?.posted ?? 0);
    await desk.bot.engine.decide({ by: 'alice', verb: 'stop', value: shown.run });
  });

  it('says what broke the glass; the security channel is told, and a follow-up is left', async () => {
    const { run, value } = await breakGlass();
    expect(await last(run, 'APPROVED')).toMatchObject({
      by: { id: 'ann' },
      breakGlass: INCIDENT,
      judged: { groups: ['oncall'] },
    });
    const card = (await desk.bot.view(run)).cards.find(({ kind }) => kind === 'break-glass');
    expect(card).toMatchObject({
      value,
      by: { id: 'ann', name: 'Ann' },
      incident: INCIDENT,
      note: 'Nobody of @sre answers.',
      asked: '@sre',
      groups: ['sre'],
    });
    const row = await desk.bot.parts.store.transaction((tx) => tx.messages.get(run, card?.purpose ?? ''), {
      reads: true,
    });
    expect(row).toMatchObject({ kind: 'break-glass', channel: 'C0SECURITY' });
    expect((await desk.bot.engine.followUps(10)).map((one) => one.run)).toContain(run);
    const view = await desk.bot.until(run, ({ receipt }) => receipt !== undefined);
    expect(view.phase).toBe('succeeded');
    expect(view.receipt?.approvedBy).toEqual([{ id: 'ann', name: 'Ann' }]);
    expect(view.cards.find(({ kind }) => kind === 'approval')?.closed).toMatchObject({
      how: 'broke-glass',
      by: [{ id: 'ann' }],
    });
  });

  it('says who reviewed it, also after the end, and the follow-up is done', async () => {
    const { run } = await breakGlass();
    await desk.bot.until(run, ({ receipt }) => receipt !== undefined);
    const shown = await desk.card(run, 'break-glass');
    expect(await desk.click('bob', 'reviewed', shown, { note: 'It was right.' })).toEqual({ ok: true });
    expect(await last(run, 'REVIEWED')).toMatchObject({ by: { id: 'bob' }, note: 'It was right.', incident: INCIDENT });
    await expectWhole(run);
    const { cards, receipt } = await desk.bot.view(run);
    expect(cards.find(({ kind }) => kind === 'break-glass')?.closed).toMatchObject({
      how: 'reviewed',
      note: 'It was right.',
    });
    expect(receipt?.log).toBe((await historyOf(run)).at(-1)?.hash);
    expect((await desk.bot.engine.followUps(10)).map((one) => one.run)).not.toContain(run);
  });
});

describe('where a run is started', () => {
  const start = (by: 'alice') =>
    desk.bot.engine.start({
      runbook: 'restart-one',
      environment: 'prod',
      inputs: {},
      reason: 'INC-812',
      by,
      surface: 'slack',
      channel: 'C0PRODOPS',
      startKey: crypto.randomUUID(),
    });

  it('is not where others look on', async () => {
    desk.workspace.share();
    expect(await start('alice')).toEqual({
      problems: [
        {
          name: '',
          message: 'This channel is shared with another organisation, so only what changes nothing is started here.',
        },
      ],
    });
    expect(await desk.bot.engine.form('alice', 'C0PRODOPS', 'restart-one')).toHaveProperty('refused');
    expect(await desk.bot.engine.form('alice', 'C0PRODOPS', 'by-hand')).not.toHaveProperty('refused');
  });

  it.each([
    [{ joined: false }, 'Invite @Stepward to this channel first: /invite @Stepward'],
    [{ archived: true }, 'This channel is archived, so nothing can be told here. Start it in another one.'],
  ])('is not where the bot cannot be heard: %j', async (how, message) => {
    const { directory } = desk.bot.parts;
    const before = directory.channel;
    Object.assign(directory, {
      channel: async () => ({ shared: false, archived: false, joined: true, private: false, ...how }),
    });
    expect(await start('alice')).toEqual({ problems: [{ name: '', message }] });
    Object.assign(directory, { channel: before });
  });
});
