import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { TERMS } from '#practice/slack/methods/terms.ts';
import type { PracticeSlackOptions } from '#practice/slack/options.ts';
import { ALICE, BOB, BOT_TOKEN, openStage, PROD, type Stage } from './stage.ts';

const here = (path: string): string => new URL(path, import.meta.url).pathname;
/** What Slack's reference of its Web API says. */
const { methods } = JSON.parse(readFileSync(here('../../slack/slack-methods.json'), 'utf8')) as {
  readonly methods: Readonly<Record<string, { readonly bot_scopes: readonly string[]; readonly rate: string }>>;
};

let stage: Stage;
afterEach(() => stage.end());
const open = async (more: Partial<PracticeSlackOptions> = {}): Promise<void> => {
  stage = await openStage(more);
};
const post = (args: Readonly<Record<string, unknown>> = {}) =>
  stage.call('chat.postMessage', { channel: PROD, text: 'Hello', ...args });
const raw = (method: string, args: Readonly<Record<string, unknown>> = {}) =>
  fetch(`${stage.url}/slack/api/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${BOT_TOKEN}` },
    body: JSON.stringify(args),
  });
const written = () => stage.slack.view(ALICE).places[0]?.messages ?? [];

describe('scopes', () => {
  it('are those of the reference, and so is every tier', async () => {
    await open();
    for (const [name, { scopes, perMinute }] of Object.entries(TERMS)) {
      const known = methods[name];
      expect([name, [...scopes].sort()]).toEqual([name, [...(known?.bot_scopes ?? [])].sort()]);
      const said = /\((\d+)\+\/min/.exec(known?.rate ?? '')?.[1];
      if (said) expect([name, perMinute]).toEqual([name, Number(said)]);
    }
  });

  it('that the app was not granted make a call fail, with what was needed and what there is', async () => {
    await open({ scopes: ['chat:write', 'channels:read'] });
    expect(await stage.call('users.info', { user: ALICE })).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write,channels:read',
    });
    expect(stage.slack.complaints()).toContain('users.info: missing_scope users:read');
    expect((await raw('auth.test')).headers.get('x-oauth-scopes')).toBe('chat:write,channels:read');
  });

  it('of conversations are those of the channel’s kind', async () => {
    await open({
      scopes: ['channels:read'],
      channels: [
        { id: PROD, name: 'prod-ops' },
        { id: 'C0CLOSED', name: 'closed', private: true },
      ],
    });
    expect(await stage.call('conversations.info', { channel: PROD })).toMatchObject({ ok: true });
    expect(await stage.call('conversations.info', { channel: 'C0CLOSED' })).toMatchObject({ needed: 'groups:read' });
  });

  it('can be granted while the bot is running', async () => {
    await open({ scopes: [] });
    expect(await post()).toMatchObject({ error: 'missing_scope', needed: 'chat:write' });
    stage.slack.change({ scopes: ['chat:write'] });
    expect(await post()).toMatchObject({ ok: true });
  });
});

describe('rate limits', () => {
  it('let a burst of posts into one channel, then one a second', async () => {
    let time = 0;
    await open({ limits: () => time });
    for (let n = 0; n < 10; n += 1) expect((await post())['ok']).toBe(true);
    const refused = await raw('chat.postMessage', { channel: PROD, text: 'One too many' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect((await post({ channel: ALICE }))['ok']).toBe(true);
    time = 1_000;
    expect([(await post())['ok'], (await post())['ok']]).toEqual([true, false]);
    expect(written()).toHaveLength(11);
  });

  it('let 50 updates through in any minute, of all messages together', async () => {
    let time = 0;
    await open({ limits: () => time });
    const { ts } = await post();
    const update = () => raw('chat.update', { channel: PROD, ts, text: 'Again' });
    for (let n = 0; n < 50; n += 1) expect((await update()).status).toBe(200);
    time = 20_000;
    expect((await update()).headers.get('retry-after')).toBe('40');
    time = 60_000;
    expect((await update()).status).toBe(200);
  });
});

describe('what can be made to go wrong', () => {
  it.each([
    ['rate-limited', 429, 0],
    ['failed-before', 503, 0],
    ['failed-after', 503, 1],
  ] as const)('%s answers %d and has posted %d messages', async (kind, status, there) => {
    await open();
    stage.slack.faults.set([{ kind, method: 'chat.postMessage', times: 1 }]);
    expect((await raw('chat.postMessage', { channel: PROD, text: 'Hello' })).status).toBe(status);
    expect(written()).toHaveLength(there);
    expect(stage.slack.faults.list()).toEqual([]);
    expect(await post()).toMatchObject({ ok: true });
  });

  it('dropped-after cuts the connection when the message stands', async () => {
    await open();
    stage.slack.faults.set([{ kind: 'dropped-after' }]);
    await expect(post()).rejects.toThrow();
    expect(written()).toHaveLength(1);
  });

  it('fatal, revoked and slow answer as Slack does', async () => {
    await open();
    stage.slack.faults.set([{ kind: 'fatal', times: 1 }]);
    expect(await post()).toEqual({ ok: false, error: 'fatal_error' });
    stage.slack.faults.set([{ kind: 'revoked' }]);
    expect(await stage.call('auth.test')).toEqual({ ok: false, error: 'token_revoked' });
    stage.slack.faults.set([{ kind: 'slow', ms: 30 }]);
    const before = performance.now();
    await post();
    expect(performance.now() - before).toBeGreaterThan(25);
  });

  it('no-plan refuses messages with a plan block, and no others', async () => {
    await open();
    stage.slack.faults.set([{ kind: 'no-plan' }]);
    const plan = {
      type: 'plan',
      title: 'Steps',
      tasks: [{ type: 'task_card', task_id: '1', title: 'One', status: 'pending' }],
    };
    expect(await post({ blocks: [plan] })).toMatchObject({ error: 'invalid_blocks' });
    expect(await post()).toMatchObject({ ok: true });
  });

  it('a share of calls is struck', async () => {
    await open();
    stage.slack.faults.set([{ kind: 'rate-limited', share: 0.5 }]);
    const ok = await Promise.all(Array.from({ length: 100 }, async () => (await post())['ok']));
    expect(ok.filter(Boolean).length).toBeGreaterThan(20);
    expect(ok.filter(Boolean).length).toBeLessThan(80);
  });
});

describe('the workspace changes while the bot is running', () => {
  it('a channel is archived, and the bot is put out of another', async () => {
    await open();
    const { ts } = await post();
    stage.slack.change({ channels: [{ id: PROD, name: 'prod-ops', archived: true }] });
    expect(await post()).toMatchObject({ error: 'is_archived' });
    expect(await stage.call('chat.update', { channel: PROD, ts, text: 'x' })).toMatchObject({ error: 'is_archived' });
    expect((await stage.call('conversations.info', { channel: PROD }))['channel']).toMatchObject({ is_archived: true });
    stage.slack.change({ channels: [{ id: PROD, name: 'prod-ops', withoutBot: true }] });
    expect(await post()).toMatchObject({ error: 'not_in_channel' });
    stage.slack.change({ channels: [{ id: PROD, name: 'prod-ops', withoutBot: true, private: true }] });
    expect(await post()).toMatchObject({ error: 'channel_not_found' });
  });

  it('a channel is shared with another organisation', async () => {
    await open();
    stage.slack.change({ channels: [{ id: PROD, name: 'prod-ops', shared: 'pending' }] });
    const info = await stage.call('conversations.info', { channel: PROD });
    expect(info['channel']).toMatchObject({ is_ext_shared: false, is_pending_ext_shared: true });
  });

  it('somebody joins a group', async () => {
    await open();
    stage.slack.change({ groups: [{ id: 'S0SRE', handle: 'sre', members: [ALICE, BOB] }] });
    expect(await stage.call('usergroups.users.list', { usergroup: 'S0SRE' })).toMatchObject({ users: [ALICE, BOB] });
  });

  it('a deleted message with replies leaves its thread, one without leaves nothing', async () => {
    await open();
    const [root, alone] = [await post(), await post()];
    const reply = await post({ thread_ts: root['ts'] });
    stage.slack.remove(String(root['ts']));
    stage.slack.remove(String(alone['ts']));
    const update = (ts: unknown) => stage.call('chat.update', { channel: PROD, ts, text: 'x' });
    expect(await update(root['ts'])).toMatchObject({ error: 'message_not_found' });
    expect(await update(reply['ts'])).toMatchObject({ ok: true });
    expect(await post({ thread_ts: root['ts'] })).toMatchObject({ ok: true });
    expect(await post({ thread_ts: alone['ts'] })).toMatchObject({ error: 'thread_not_found' });
  });
});

describe('who somebody is', () => {
  it('says guests of one channel, and whom an Enterprise knows', async () => {
    await open({
      people: [
        { id: ALICE, name: 'alice', displayName: 'Alice', kind: 'member', enterprise: 'E0ACME' },
        { id: BOB, name: 'bob', displayName: 'Bob', kind: 'single-channel-guest' },
      ],
    });
    const listed = await stage.call('users.list');
    expect(listed['members']).toMatchObject([
      { is_bot: true },
      { enterprise_user: { enterprise_id: 'E0ACME', teams: ['T0PRACTICE'] } },
      { is_restricted: true, is_ultra_restricted: true },
    ]);
  });
});

describe('App Home', () => {
  const home = { type: 'home', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Nothing waits' } }] };

  it('is published to one person', async () => {
    await open();
    const published = await stage.call('views.publish', { user_id: ALICE, view: home });
    expect(published).toMatchObject({ ok: true, view: { type: 'home' } });
    expect(stage.slack.view(ALICE).home).toMatchObject({ content: home });
    expect(stage.slack.view(BOB).home).toBeUndefined();
    const late = await stage.call('views.publish', { user_id: ALICE, view: home, hash: '1.0' });
    expect(late).toMatchObject({ error: 'hash_conflict' });
  });

  it('is no modal, and a modal is no home', async () => {
    await open();
    const modal = { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] };
    expect(await stage.call('views.publish', { user_id: ALICE, view: modal })).toMatchObject({
      error: 'invalid_arguments',
    });
  });
});

describe('pages of history', () => {
  it('follow a cursor', async () => {
    await open();
    for (const text of ['1', '2', '3']) await post({ text });
    const page = async (cursor: unknown) =>
      stage.call('conversations.history', { channel: PROD, limit: 2, ...(cursor ? { cursor } : {}) });
    const first = await page(undefined);
    expect(first).toMatchObject({ messages: [{ text: '3' }, { text: '2' }], has_more: true });
    const cursor = (first['response_metadata'] as { next_cursor: string }).next_cursor;
    expect(await page(cursor)).toMatchObject({ messages: [{ text: '1' }], has_more: false });
  });
});
