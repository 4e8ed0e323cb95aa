import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '#domain/json.ts';
import { isJsonObject } from '#practice/slack/json-object.ts';
import type { SeenMessage } from '#practice/slack/sight.ts';
import { ALICE, BOB, PROD, until } from '../practice/slack/stage.ts';
import { approval, manual, TEXTS } from './samples.ts';
import { type AppStage, openAppStage } from './stage.ts';

/* Every way into Stepward beside the bare command: the real Bolt, a strict Slack, and a small engine. */

let stage: AppStage;
/** What Slack is expected to have refused. */
let refused: readonly string[];
beforeEach(async () => {
  refused = [];
  stage = await openAppStage();
});
afterEach(async () => {
  const complaints = stage.slack.complaints();
  await stage.end();
  expect([...new Set(complaints)]).toEqual(refused);
});

const RUN = '01JD8Q4F3W';
const settled = (isTrue: () => boolean): Promise<void> => until(stage.slack, isTrue);
const channel = (person: string): readonly SeenMessage[] =>
  stage.slack.view(person).places.find(({ id }) => id === PROD)?.messages ?? [];
const everything = (person: string): readonly SeenMessage[] =>
  channel(person).flatMap((each) => [each, ...each.replies]);
const modal = (person: string) => stage.slack.view(person).modals.at(-1);
const home = (person: string): string => JSON.stringify(stage.slack.view(person).home?.blocks ?? []);
const whispers = (person: string): readonly string[] =>
  everything(person)
    .filter(({ isEphemeral }) => isEphemeral)
    .map(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`);

async function opened(person: string, about: string): Promise<string> {
  await settled(() => JSON.stringify(modal(person)?.content ?? '').includes(about));
  return modal(person)?.id ?? '';
}

async function startRun(): Promise<void> {
  await stage.slack.command(ALICE, PROD, '/runbook start kafka-zookeeper-restart');
  await stage.slack.submitView(ALICE, await opened(ALICE, 'start.form'), { reason: 'INC-812' });
  await settled(() => channel(BOB)[0]?.replies.length === 1);
}
const card = () => channel(BOB)[0]?.replies[0];

/** What stands in the fields of the open form, by block. */
const filledIn = (person: string): Readonly<Record<string, Json | undefined>> =>
  Object.fromEntries(
    (modal(person)?.blocks ?? []).filter(isJsonObject).flatMap((block) => {
      const element = block['element'];
      const value = isJsonObject(element) ? (element['initial_value'] ?? element['initial_option']) : undefined;
      return value === undefined ? [] : [[String(block['block_id']), value]];
    }),
  );

describe('/runbook start with inputs', () => {
  it('fills in the form with what was typed, also in the quotes that phones write', async () => {
    await stage.slack.command(
      ALICE,
      PROD,
      '/runbook start kafka-zookeeper-restart count=3 reason=“no alerts since 07:40”',
    );
    await opened(ALICE, 'start.form');
    expect(filledIn(ALICE)).toMatchObject({ 'input:prod:count': '3', reason: 'no alerts since 07:40' });
  });

  it('says which inputs there are where one is unknown, and opens nothing', async () => {
    await stage.slack.command(ALICE, PROD, '/runbook start kafka-zookeeper-restart cuont=3');
    await settled(() => whispers(ALICE).length === 1);
    expect(whispers(ALICE)[0]).toContain('kafka-zookeeper-restart asks for no \\"cuont\\". It takes service,');
    expect(modal(ALICE)).toBeUndefined();
  });

  it.each([
    ['count=many', 'takes a whole number'],
    ['count=', 'takes a whole number'],
    ['count=1.5', 'takes a whole number'],
    ['count=100000', 'is at most'],
  ])('says why %s cannot be filled in, which Slack would refuse', async (typed, words) => {
    await stage.slack.command(ALICE, PROD, `/runbook start kafka-zookeeper-restart ${typed}`);
    await settled(() => whispers(ALICE).length === 1);
    expect(whispers(ALICE)[0]).toContain(words);
    expect(modal(ALICE)).toBeUndefined();
  });

  it('takes no secret, and repeats none', async () => {
    const form = await stage.engine.form(ALICE, PROD, 'kafka-zookeeper-restart');
    if ('refused' in form) throw new Error(form.refused);
    const inputs = form.inputs.map((input) => (input.name === 'service' ? { ...input, secret: true } : input));
    Object.assign(stage.engine, { form: async () => ({ ...form, inputs }) });
    await stage.slack.command(ALICE, PROD, '/runbook start kafka-zookeeper-restart service=hunter2');
    await settled(() => whispers(ALICE).length === 1);
    expect(whispers(ALICE)[0]).toContain('is secret: it is never taken from Slack');
    expect(JSON.stringify([whispers(ALICE), stage.logged])).not.toContain('hunter2');
    expect(modal(ALICE)).toBeUndefined();
  });

  it('does not drop a word that means nothing', async () => {
    await stage.slack.command(ALICE, PROD, '/runbook start kafka-zookeeper-restart now');
    await settled(() => whispers(ALICE).length === 1);
    expect(whispers(ALICE)[0]).toContain('/runbook start kafka-zookeeper-restart now');
  });

  it('chooses the environment before its defaults, and keeps what was typed when another one is chosen', async () => {
    await stage.slack.command(ALICE, PROD, '/runbook start kafka-zookeeper-restart environment=staging count=3');
    const viewId = await opened(ALICE, 'Changes staging');
    expect(filledIn(ALICE)).toMatchObject({ 'input:staging:service': 'kafka-staging', 'input:staging:count': '3' });
    await stage.slack.click(ALICE, { viewId, actionId: 'start.environment', selected: 'prod' });
    await opened(ALICE, 'Changes prod');
    expect(filledIn(ALICE)).toMatchObject({ 'input:prod:service': 'kafka-prod', 'input:prod:count': '3' });
  });
});

describe('the global shortcut', () => {
  it('asks for the runbook, then for a channel and the inputs, and starts it there', async () => {
    expect(await stage.slack.shortcut(ALICE, 'start_runbook')).toEqual({ ok: true });
    const picking = await opened(ALICE, 'pick.form');
    expect(await stage.slack.submitView(ALICE, picking, { pick: 'kafka-zookeeper-restart' })).toEqual({ ok: true });
    const form = await opened(ALICE, 'start.form');
    expect(await stage.slack.submitView(ALICE, form, { reason: 'INC-812' })).toMatchObject({ ok: false });
    expect(await stage.slack.submitView(ALICE, form, { reason: 'INC-812', channel: PROD })).toEqual({ ok: true });
    expect(stage.engine.started).toMatchObject([{ channel: PROD, by: ALICE, team: 'T0PRACTICE', reason: 'INC-812' }]);
  });
});

describe('the shortcut on a message', () => {
  it('starts a run in its channel that links to the message', async () => {
    await stage.slack.post(BOB, PROD, 'No alert since 07:40?');
    const ts = channel(BOB)[0]?.ts ?? '';
    await stage.slack.shortcut(ALICE, 'start_runbook_for_message', ts);
    await stage.slack.submitView(ALICE, await opened(ALICE, 'pick.form'), { pick: 'kafka-zookeeper-restart' });
    await stage.slack.submitView(ALICE, await opened(ALICE, 'start.form'), { reason: 'INC-812' });
    const context = `https://practice.slack.com/archives/${PROD}/p${ts.replace('.', '')}`;
    expect(stage.engine.started).toMatchObject([
      { channel: PROD, context: expect.stringContaining(`/archives/${PROD}/p`) },
    ]);
    expect(context.endsWith(stage.engine.started[0]?.context?.split('/archives/')[1] ?? 'nothing')).toBe(true);
  });
});

describe('a mention', () => {
  it.each([
    ['@Stepward', 'Runbooks'],
    ['@Stepward help', '/runbook schedules'],
    ['@Stepward runs', 'Nothing has been run yet'],
    ['@Stepward start kafka-zookeeper-restart', 'Start…'],
    ['@Stepward start other', 'There is no runbook'],
    ['@Stepward show 4F3W', 'There is no run'],
    ['@Stepward schedules', 'Nothing is scheduled'],
  ])('%s is answered to the person alone with %j', async (text, words) => {
    await stage.slack.post(ALICE, PROD, text);
    await settled(() => whispers(ALICE).length === 1);
    expect(whispers(ALICE)[0]).toContain(words);
    expect(whispers(BOB)).toEqual([]);
  });
});

describe('a group that has changed', () => {
  it('is read again', async () => {
    await stage.slack.events.send({ type: 'subteam_members_changed', subteam_id: 'S0SRE' });
    expect(stage.forgotten).toEqual(['S0SRE']);
  });
});

describe('App Home', () => {
  it('shows what waits and the runs, and opens the whole plan in a form of its own, which approves', async () => {
    await startRun();
    await stage.slack.openHome(BOB);
    await settled(() => home(BOB).includes('Waiting for you (1)'));
    const viewId = stage.slack.view(BOB).home?.id ?? '';
    await stage.slack.click(BOB, { viewId, actionId: 'review' });
    const form = await opened(BOB, 'review.form');
    expect(JSON.stringify(modal(BOB)?.blocks)).toContain('StopTask');
    expect(await stage.slack.submitView(BOB, form, {})).toEqual({ ok: true });
    expect(stage.engine.decided).toEqual([
      {
        verb: 'approve',
        by: BOB,
        team: 'T0PRACTICE',
        value: `${RUN}.kafka@1`,
        form: { openedFor: BOB, planHash: '9f2c41d07a3e5b6c8d90' },
      },
    ]);
    expect(modal(BOB)).toBeUndefined();
  });

  it('lists the runs that are chosen', async () => {
    await startRun();
    await stage.slack.openHome(BOB);
    await settled(() => home(BOB).includes('All active (1)'));
    const viewId = stage.slack.view(BOB).home?.id ?? '';
    await stage.slack.click(BOB, { viewId, actionId: 'home.filter', selected: 'mine' });
    await settled(() => home(BOB).includes('My runs (0)'));
  });

  it('starts a runbook', async () => {
    await stage.slack.openHome(ALICE);
    await settled(() => home(ALICE).includes('Start a runbook'));
    await stage.slack.click(ALICE, { viewId: stage.slack.view(ALICE).home?.id ?? '', actionId: 'pick' });
    await opened(ALICE, 'pick.form');
  });

  it('hides what was run in a private channel from those outside, and shows it to its members', async () => {
    await startRun();
    const channels = stage.slack.channels().map((each) => ({ ...each, private: true, members: [ALICE] }));
    stage.slack.change({ channels });
    await stage.slack.openHome(BOB);
    await stage.slack.openHome(ALICE);
    await settled(() => home(BOB).includes('All active (0)') && home(ALICE).includes('All active (1)'));
  });

  it('shows them where the app may not read channels, since it cannot tell', async () => {
    await startRun();
    stage.slack.change({ scopes: ['chat:write', 'users:read', 'usergroups:read', 'commands', 'app_mentions:read'] });
    await stage.slack.openHome(BOB);
    await settled(() => home(BOB).includes('All active (1)'));
    refused = ['conversations.info: missing_scope channels:read'];
  });
});

describe('a card that asks to type a name', () => {
  const typed = () => approval(TEXTS.typical, { typed: 'kafka' });

  it('approves from its form alone, with what was typed', async () => {
    await startRun();
    stage.engine.change({}, [typed()]);
    await settled(() => JSON.stringify(card()?.blocks).includes('Approve…'));
    await stage.slack.click(BOB, { ts: card()?.ts ?? '', actionId: 'review' });
    const form = await opened(BOB, 'review.form');
    expect(await stage.slack.submitView(BOB, form, { typed: ' kafka ' })).toEqual({ ok: true });
    expect(stage.engine.decided).toMatchObject([{ verb: 'approve', typed: 'kafka', message: { ts: card()?.ts } }]);
  });

  it('says under the field what was to be typed', async () => {
    await startRun();
    stage.engine.change({}, [typed()]);
    await settled(() => JSON.stringify(card()?.blocks).includes('Approve…'));
    await stage.slack.click(BOB, { ts: card()?.ts ?? '', actionId: 'review' });
    const message = 'Type "kafka" to approve: this cannot be taken back.';
    stage.engine.answer = { problems: [{ name: 'typed', message }] };
    const form = await opened(BOB, 'review.form');
    expect(await stage.slack.submitView(BOB, form, { typed: 'kafak' })).toEqual({
      ok: false,
      errors: { typed: message },
    });
    stage.engine.answer = { refused: 'Carol was first.' };
    await stage.slack.submitView(BOB, form, { typed: 'kafka' });
    await opened(BOB, 'Carol was first.');
  });
});

describe('a manual step', () => {
  it('is handed over to somebody else', async () => {
    await startRun();
    stage.engine.answer = { ok: true };
    stage.engine.change({}, [manual(TEXTS.typical)]);
    await settled(() => JSON.stringify(card()?.blocks).includes('Hand over…'));
    await stage.slack.click(BOB, { ts: card()?.ts ?? '', actionId: 'hand-over' });
    const form = await opened(BOB, 'hand-over.form');
    expect(await stage.slack.submitView(BOB, form, { person: ALICE, note: 'You know the dashboard.' })).toEqual({
      ok: true,
    });
    await settled(() => stage.engine.decided.length === 1);
    expect(stage.engine.decided).toMatchObject([{ verb: 'hand-over', to: ALICE, note: 'You know the dashboard.' }]);
  });
});

describe('breaking the glass', () => {
  it('asks for the incident and why, and says why not in place of the form', async () => {
    await startRun();
    stage.engine.change({}, [approval(TEXTS.typical, { breakGlass: { groups: ['oncall'], from: 0 } })]);
    await settled(() => JSON.stringify(card()?.blocks).includes('Approve alone…'));
    await stage.slack.click(ALICE, { ts: card()?.ts ?? '', actionId: 'note.break-glass' });
    const form = await opened(ALICE, 'note.break-glass');
    stage.engine.answer = { refused: 'Breaking the glass is possible from 08:10 UTC.' };
    await stage.slack.submitView(ALICE, form, {
      incident: 'https://incidents.example.com/812',
      note: 'nobody answers',
    });
    await opened(ALICE, 'from 08:10 UTC');
    expect(stage.engine.decided).toMatchObject([
      { verb: 'break-glass', by: ALICE, note: 'https://incidents.example.com/812 nobody answers' },
    ]);
  });
});

describe('a run that has ended', () => {
  beforeEach(async () => {
    await startRun();
    await stage.slack.click(BOB, { ts: card()?.ts ?? '', actionId: 'decide.approve' });
    await settled(() => JSON.stringify(channel(BOB)[0]?.blocks).includes('run.more'));
  });
  const choose = (person: string, selected: string) =>
    stage.slack.click(person, { ts: channel(person)[0]?.ts ?? '', actionId: 'run.more', selected });

  it('is copied as Markdown', async () => {
    await choose(BOB, `markdown ${RUN}`);
    await opened(BOB, '# Restart Zookeeper, Kafka and their dependents, in order');
  });

  it('is run again with what it was started with', async () => {
    stage.engine.change({ inputs: [{ name: 'count', title: 'Count', value: '7' }] });
    await choose(ALICE, `again ${RUN}`);
    await opened(ALICE, 'start.form');
    expect(filledIn(ALICE)).toMatchObject({ 'input:prod:count': '7' });
  });
});
