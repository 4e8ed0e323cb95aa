import { afterEach, describe, expect, it } from '@jest/globals';
import { readEnvelope } from '#slack/receiver/envelope.ts';
import { ALICE, PROD, until } from '../../practice/slack/stage.ts';
import { openSocketStage, type SocketStage } from './stage.ts';

let stage: SocketStage;
afterEach(() => stage.end());

const MENTION = { type: 'app_mention', user: ALICE, channel: PROD, text: 'hi', ts: '1.2' };
const envelope = (more: object) => JSON.stringify({ envelope_id: 'e1', type: 'events_api', ...more });

const isAck = (payload: unknown, id: string): boolean =>
  JSON.stringify(payload) === JSON.stringify({ envelope_id: id });
const acked = (id: string) => until(stage.slack, () => stage.slack.payloads().some((each) => isAck(each, id)));

describe('what Slack sends in a form that nobody can take', () => {
  it.each([
    ['no JSON', 'hello?', 'Slack sent something that is no envelope.'],
    ['an empty frame', '', 'Slack sent something that is no envelope.'],
    ['no object', '[1]', 'Slack sent something that is no envelope.'],
    ['no id', '{"type":"events_api","payload":{}}', 'Slack sent an envelope without an id.'],
  ])('%s is told to the log, and the connection goes on', async (_, frame, words) => {
    stage = await openSocketStage();
    stage.app.command('/runbook', async ({ ack }) => ack());
    await stage.app.start();
    stage.slack.connections.say(frame);
    expect(await stage.slack.command(ALICE, PROD, '/runbook')).toEqual({ ok: true });
    expect(await stage.slack.command(ALICE, PROD, '/runbook')).toEqual({ ok: true });
    expect(stage.logged).toEqual([`warn ${words}`]);
  });

  it.each([
    ['an unknown type', envelope({ type: 'dreams', payload: { secret: 'hush' } }), 'a type that is not known'],
    ['no payload', envelope({}), 'without a payload'],
    ['a payload that is a text', envelope({ payload: 'hush' }), 'without a payload'],
    [
      'an event without an event',
      envelope({ payload: { type: 'event_callback', secret: 'hush' } }),
      'does not say what it is',
    ],
    [
      'app_rate_limited',
      envelope({ payload: { type: 'app_rate_limited', minute_rate_limited: 1 } }),
      'holds events back',
    ],
    ['a click of no type', envelope({ type: 'interactive', payload: { secret: 'hush' } }), 'does not say what it is'],
    [
      'a command without a name',
      envelope({ type: 'slash_commands', payload: { text: 'hush' } }),
      'does not say what it is',
    ],
  ])(
    '%s is acknowledged, so that it does not come again, and told to the log without what it holds',
    async (_, frame, words) => {
      stage = await openSocketStage();
      await stage.app.start();
      stage.slack.connections.say(frame);
      await acked('e1');
      expect(stage.logged).toEqual([expect.stringContaining(words)]);
      expect(stage.logged.join()).not.toContain('hush');
    },
  );

  it('a disconnect without a known reason is a refresh', async () => {
    stage = await openSocketStage();
    expect(readEnvelope('{"type":"disconnect","reason":"tuesday"}')).toEqual({
      kind: 'disconnect',
      farewell: 'refresh',
    });
  });
});

describe('what Slack sends twice', () => {
  it('is dispatched once and acknowledged each time', async () => {
    stage = await openSocketStage();
    const retries: unknown[] = [];
    stage.app.event('app_mention', async ({ context }) => void retries.push(context.retryNum));
    await stage.app.start();
    expect(await stage.slack.events.send(MENTION)).toEqual({ kind: 'acked' });
    expect(await stage.slack.events.resend()).toEqual({ kind: 'acked' });
    expect(await stage.slack.events.resend()).toEqual({ kind: 'acked' });
    expect(await stage.slack.events.send(MENTION)).toEqual({ kind: 'acked' });
    expect(retries).toEqual([0, 0]);
  });

  it('while the first is under way has the answer of the first', async () => {
    stage = await openSocketStage();
    let calls = 0;
    stage.app.command('/runbook', async ({ ack }) => {
      calls += 1;
      await ack('Once');
    });
    await stage.app.start();
    const payload = { command: '/runbook', user_id: ALICE, team_id: 'T0PRACTICE', channel_id: PROD };
    const frame = envelope({ type: 'slash_commands', payload, accepts_response_payload: true });
    stage.slack.connections.say(frame);
    stage.slack.connections.say(frame);
    const once = JSON.stringify({ envelope_id: 'e1', payload: { text: 'Once' } });
    const answers = () => stage.slack.payloads().filter((each) => JSON.stringify(each) === once);
    await until(stage.slack, () => answers().length === 2);
    expect(calls).toBe(1);
  });

  it('after nobody had answered it is dispatched again', async () => {
    stage = await openSocketStage();
    let calls = 0;
    stage.app.command('/runbook', async ({ ack }) => {
      calls += 1;
      if (calls > 1) await ack();
    });
    await stage.app.start();
    const payload = { command: '/runbook', user_id: ALICE, team_id: 'T0PRACTICE', channel_id: PROD };
    stage.slack.connections.say(envelope({ type: 'slash_commands', payload }));
    while (stage.logged.length === 0) await new Promise(setImmediate);
    expect(stage.logged).toEqual(['warn Nothing acknowledged a command.']);
    stage.slack.connections.say(envelope({ type: 'slash_commands', payload }));
    await acked('e1');
    expect(calls).toBe(2);
  });
});

describe('an event that nobody acknowledges', () => {
  it('comes three times more, and the listener is told which time it is', async () => {
    stage = await openSocketStage({}, { deadlines: { ack: 20, trigger: 3000 }, eventRetries: [0, 0, 0] });
    await stage.app.start();
    const tries: unknown[] = [];
    stage.receiver.init({
      processEvent: async ({ retryNum, retryReason }: { retryNum?: number; retryReason?: string }) =>
        void tries.push([retryNum, retryReason]),
    } as never);
    expect(await stage.slack.events.send(MENTION)).toEqual({ kind: 'late' });
    expect(tries).toEqual([
      [0, ''],
      [1, 'timeout'],
      [2, 'timeout'],
      [3, 'timeout'],
    ]);
  });
});
