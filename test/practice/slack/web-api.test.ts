import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALICE, BOB, openStage, PROD, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    people: [
      { id: ALICE, name: 'alice', displayName: 'Alice', kind: 'member' },
      { id: BOB, name: 'bob', displayName: 'Bob', kind: 'guest' },
      { id: 'U0GONE', name: 'gone', displayName: 'Gone', kind: 'deactivated' },
      { id: 'U0EVE', name: 'eve', displayName: 'Eve', kind: 'stranger', team: 'T0OTHER' },
      { id: 'U0CI', name: 'ci', displayName: 'CI', kind: 'bot' },
    ],
  });
});
afterAll(() => stage.end());

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const post = async (args: Readonly<Record<string, unknown>> = {}) =>
  stage.call('chat.postMessage', { channel: PROD, text: 'Hello', ...args });

describe('the Web API', () => {
  it('knows its tokens', async () => {
    expect(await stage.call('auth.test')).toMatchObject({ ok: true, team_id: 'T0PRACTICE', bot_id: 'B0STEPWARD' });
    expect(await stage.call('auth.test', {}, 'xoxb-other')).toEqual({ ok: false, error: 'invalid_auth' });
    expect(await stage.call('auth.test', {}, 'xapp-practice')).toEqual({ ok: false, error: 'not_allowed_token_type' });
    expect(await stage.call('apps.connections.open')).toEqual({ ok: false, error: 'not_allowed_token_type' });
    const opened = await stage.call('apps.connections.open', {}, 'xapp-practice');
    expect(opened['url']).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/slack\/link\?ticket=/);
  });

  it('refuses a method it does not have, and complains', async () => {
    expect(await stage.call('chat.startStream')).toMatchObject({ ok: false, error: 'unknown_method' });
    expect(await stage.call('constructor')).toMatchObject({ error: 'unknown_method' });
    expect(stage.slack.complaints()).toContain('chat.startStream: unknown_method');
  });

  it('takes forms with JSON in them, as the WebClient sends them', async () => {
    const body = new URLSearchParams({
      token: 'xoxb-practice',
      channel: PROD,
      text: 'Hello',
      blocks: JSON.stringify([section('Hi')]),
      metadata: JSON.stringify({ event_type: 'run', event_payload: { intent: '4F3W' } }),
    });
    const response = await fetch(`${stage.url}/slack/api/chat.postMessage`, { method: 'POST', body });
    const posted = (await response.json()) as { ts: string };
    expect(posted).toMatchObject({
      ok: true,
      message: { blocks: [{ ...section('Hi'), block_id: expect.any(String) }] },
    });
    const args = { channel: PROD, oldest: posted.ts, inclusive: true, include_all_metadata: true };
    const history = await stage.call('conversations.history', args);
    expect(history['messages']).toMatchObject([{ ts: posted.ts, metadata: { event_payload: { intent: '4F3W' } } }]);
  });

  it.each([
    ['an unknown channel', { channel: 'C0NOWHERE' }, 'channel_not_found'],
    ['a channel the bot is not in', { channel: 'C0SECRET' }, 'not_in_channel'],
    ['nothing to say', { text: undefined }, 'no_text'],
    ['blocks that are no list', { blocks: '{' }, 'invalid_blocks_format'],
    ['too many characters of blocks', { blocks: Array(5).fill(section('x'.repeat(2900))) }, 'msg_blocks_too_long'],
    ['a thread that is not there', { thread_ts: '1.000001' }, 'thread_not_found'],
    ['metadata without a payload', { metadata: { event_type: 'run' } }, 'invalid_metadata_format'],
    ['a text that is too long', { text: 'x'.repeat(40_001) }, 'msg_too_long'],
  ])('refuses to post with %s', async (_, args, error) => {
    expect(await post(args)).toMatchObject({ ok: false, error });
  });

  it('names the place of a wrong block', async () => {
    expect(await post({ blocks: [section('')] })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'] },
    });
  });

  it('gives every message its own rising ts though the clock stands still', async () => {
    const [first, second] = [await post(), await post()];
    expect(Number(second['ts'])).toBeGreaterThan(Number(first['ts']));
    expect(first['ts']).toMatch(/^1795248000\.\d{6}$/);
  });

  it('changes and deletes only what the bot wrote, and keeps blocks that are not sent again', async () => {
    const { ts } = await post({ blocks: [section('Hi')] });
    const updated = await stage.call('chat.update', { channel: PROD, ts, text: 'Changed' });
    expect(updated).toMatchObject({ ok: true, message: { text: 'Changed', blocks: [section('Hi')] } });
    expect(await stage.call('chat.update', { channel: PROD, ts: '1.0', text: 'x' })).toMatchObject({
      error: 'message_not_found',
    });
    await stage.slack.post(ALICE, PROD, 'Good morning');
    const own = stage.slack.view(ALICE).places[0]?.messages.at(-1)?.ts;
    expect(await stage.call('chat.update', { channel: PROD, ts: own, text: 'x' })).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await stage.call('chat.delete', { channel: PROD, ts: own })).toMatchObject({ error: 'cant_delete_message' });
    expect(await stage.call('chat.delete', { channel: PROD, ts })).toMatchObject({ ok: true });
    expect(await stage.call('chat.getPermalink', { channel: PROD, message_ts: ts })).toMatchObject({
      error: 'message_not_found',
    });
  });

  it('reads threads and knows permalinks', async () => {
    const { ts } = await post();
    const reply = await post({ thread_ts: ts, text: 'Reply' });
    const replies = await stage.call('conversations.replies', { channel: PROD, ts });
    expect(replies['messages']).toMatchObject([{ ts }, { ts: reply['ts'], thread_ts: ts, text: 'Reply' }]);
    const link = await stage.call('chat.getPermalink', { channel: PROD, message_ts: reply['ts'] });
    expect(link['permalink']).toBe(
      `${stage.url}/archives/${PROD}/p${String(reply['ts']).replace('.', '')}?thread_ts=${String(ts)}&cid=${PROD}`,
    );
  });

  it('shows an ephemeral message to one person, who must be in the channel, and to no history', async () => {
    const shown = await stage.call('chat.postEphemeral', { channel: PROD, user: BOB, text: 'Psst' });
    expect(shown).toMatchObject({ ok: true, message_ts: expect.any(String) });
    const seenBy = (person: string) => stage.slack.view(person).places[0]?.messages.at(-1)?.text;
    expect([seenBy(BOB), seenBy(ALICE)]).toEqual(['Psst', expect.not.stringContaining('Psst')]);
    const update = await stage.call('chat.update', { channel: PROD, ts: shown['message_ts'], text: 'x' });
    expect(update).toMatchObject({ error: 'message_not_found' });
    const outsider = await stage.call('chat.postEphemeral', { channel: PROD, user: 'U0NOBODY', text: 'x' });
    expect(outsider).toMatchObject({ error: 'user_not_in_channel' });
  });

  it('opens direct messages when it posts to a person', async () => {
    const posted = await post({ channel: ALICE, text: 'Only for you' });
    expect(posted).toMatchObject({ ok: true, channel: 'D01ALICE' });
    expect(stage.slack.view(ALICE).places.at(-1)).toMatchObject({
      kind: 'direct',
      messages: [{ text: 'Only for you' }],
    });
    expect(stage.slack.view(BOB).places.at(-1)?.messages).toEqual([]);
  });

  it('says who people are', async () => {
    const user = async (id: string) => (await stage.call('users.info', { user: id }))['user'];
    expect(await user(ALICE)).toMatchObject({
      is_restricted: false,
      is_bot: false,
      deleted: false,
      is_stranger: false,
    });
    expect(await user(BOB)).toMatchObject({ is_restricted: true });
    expect(await user('U0GONE')).toMatchObject({ deleted: true });
    expect(await user('U0EVE')).toMatchObject({ is_stranger: true, team_id: 'T0OTHER' });
    expect(await user('U0CI')).toMatchObject({ is_bot: true });
    expect(await stage.call('users.info', { user: 'U0NOBODY' })).toMatchObject({ error: 'user_not_found' });
  });

  it('knows groups and channels', async () => {
    expect(await stage.call('usergroups.users.list', { usergroup: 'S0SRE' })).toMatchObject({ ok: true, users: [BOB] });
    expect(await stage.call('usergroups.users.list', { usergroup: 'S0' })).toMatchObject({ error: 'no_such_subteam' });
    expect((await stage.call('usergroups.list'))['usergroups']).toMatchObject([{ id: 'S0SRE', handle: 'sre' }]);
    const info = await stage.call('conversations.info', { channel: PROD });
    expect(info['channel']).toMatchObject({ name: 'prod-ops', is_member: true, is_ext_shared: false });
    expect((await stage.call('conversations.info', { channel: 'C0SECRET' }))['channel']).toMatchObject({
      is_member: false,
    });
    expect((await stage.call('conversations.members', { channel: 'C0SECRET' }))['members']).toEqual([ALICE]);
  });

  it('validates blocks and views on request', async () => {
    expect(await stage.call('blocks.validate', { blocks: [section('Hi')] })).toEqual({ ok: true });
    expect(await stage.call('blocks.validate', { blocks: [section('')] })).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      errors: [{ pointer: '/blocks/0/text/text', code: 'invalid', message: 'must be more than 0 characters' }],
    });
    expect(await stage.call('blocks.validate')).toMatchObject({ error: 'invalid_arguments' });
  });

  it('counts who was named since they last looked', async () => {
    stage.slack.markRead(BOB);
    await post({ text: 'Ask <@U01ALICE>', blocks: [section('<!subteam^S0SRE> please review')] });
    await post({ text: 'Nobody in particular' });
    expect(stage.slack.view(ALICE).mentions[BOB]).toBe(1);
    stage.slack.markRead(BOB);
    expect(stage.slack.view(ALICE).mentions[BOB]).toBe(0);
  });

  it('keeps everything the bot sent, but not its token', async () => {
    await post({ text: 'canary 8812' });
    const sent = JSON.stringify(stage.slack.payloads());
    expect(sent).toContain('canary 8812');
    expect(sent).not.toContain('xoxb-practice');
  });
});
