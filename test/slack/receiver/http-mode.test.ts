import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '@slack/bolt';
import { signed } from '#practice/slack/http-delivery.ts';
import { createHttpReceiver } from '#slack/receiver/http-mode.ts';
import type { SlackReceiver } from '#slack/receiver/receiver.ts';
import { ALICE, openStage, PROD, type Stage } from '../../practice/slack/stage.ts';
import { freePort } from '../../store/postgres-server.ts';
import { boltBehind, type Heard, listenToLog } from './stage.ts';

const signingSecret = 'shh';
const MENTION = { type: 'app_mention', user: ALICE, channel: PROD, text: 'hi', ts: '1.2' };

let stage: Stage;
let heard: Heard;
let receiver: SlackReceiver;
let app: App;
let url: string;
beforeEach(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const http = { url: `${url}/slack/events`, signingSecret };
  stage = await openStage({ http, eventRetries: [0, 0, 0], deadlines: { ack: 1_000, trigger: 3_000 } });
  heard = listenToLog();
  receiver = createHttpReceiver({ signingSecret, at: { port, host: '127.0.0.1' }, logger: heard.logger });
  app = boltBehind(receiver, heard.logger);
  await app.start();
});
afterEach(async () => {
  await receiver.stop();
  await stage.end();
});

const ask = () => stage.slack.command(ALICE, PROD, '/runbook');
const texts = () => stage.slack.view(ALICE).places[0]?.messages.map(({ text }) => text);
const form = { 'content-type': 'application/x-www-form-urlencoded' };

const post = (body: string, headers: Readonly<Record<string, string>>) =>
  fetch(`${url}/slack/events`, { method: 'POST', body, headers });

describe('HTTP', () => {
  it('brings commands and clicks, and their answers back', async () => {
    app.command('/runbook', async ({ ack }) => ack('Heard'));
    const clicked: unknown[] = [];
    app.action('go', async ({ ack, body }) => {
      clicked.push(body.user.id);
      await ack();
    });
    expect(await ask()).toEqual({ ok: true });
    expect(texts()).toEqual(['Heard']);
    const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } };
    const { ts } = await stage.call('chat.postMessage', {
      channel: PROD,
      text: 'x',
      blocks: [{ type: 'actions', elements: [button] }],
    });
    expect(await stage.slack.click(ALICE, { ts: String(ts), actionId: 'go' })).toEqual({ ok: true });
    expect(clicked).toEqual([ALICE]);
    expect(heard.logged).toEqual([]);
  });

  it('dispatches an event once, however often it comes', async () => {
    let events = 0;
    app.event('app_mention', async () => {
      events += 1;
    });
    expect(await stage.slack.events.send(MENTION)).toMatchObject({ kind: 'acked' });
    expect(await stage.slack.events.resend()).toMatchObject({ kind: 'acked' });
    expect(events).toBe(1);
  });

  it('does once what is sent again as it was, and answers as it did', async () => {
    let commands = 0;
    app.command('/runbook', async ({ ack }) => {
      commands += 1;
      await ack(`Heard ${commands}`);
    });
    const body = 'command=%2Frunbook&user_id=U01ALICE';
    const headers = { ...form, ...signed(body, signingSecret, Date.now()) };
    expect(await (await post(body, headers)).text()).toBe('Heard 1');
    expect(await (await post(body, headers)).text()).toBe('Heard 1');
    expect(await (await post(body, { ...form, ...signed(body, signingSecret, Date.now() - 2_000) })).text()).toBe(
      'Heard 2',
    );
  });

  it('says that it failed where nothing acknowledged, and is told which time the event comes', async () => {
    const tries: unknown[] = [];
    receiver.init({
      processEvent: async ({ retryNum, retryReason }: { retryNum?: number; retryReason?: string }) =>
        void tries.push([retryNum, retryReason]),
    } as never);
    expect(await stage.slack.events.send(MENTION)).toEqual({ kind: 'nobody' });
    expect(tries).toEqual([
      [undefined, undefined],
      [1, 'http_error'],
      [2, 'http_error'],
      [3, 'http_error'],
    ]);
  });

  it('answers for its health, and with nothing for other addresses', async () => {
    const health = await fetch(`${url}/healthz`);
    expect([health.status, await health.json()]).toEqual([
      200,
      { mode: 'http', ready: true, connections: 0, inFlight: 0 },
    ]);
    expect((await fetch(`${url}/slack/events`)).status).toBe(404);
    expect((await fetch(url)).status).toBe(404);
  });

  it('stops when what is under way is acknowledged', async () => {
    const [entered, mayAck] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    app.command('/runbook', async ({ ack }) => {
      entered.resolve();
      await mayAck.promise;
      await ack();
    });
    const shown = ask();
    await entered.promise;
    const stopped = receiver.stop();
    mayAck.resolve();
    expect(await shown).toEqual({ ok: true });
    await stopped;
    expect(await ask()).toEqual({ ok: false, error: '/runbook failed with the error "dispatch_failed"' });
  });

  it('says so where its port is taken', async () => {
    const at = { port: Number(new URL(url).port), host: '127.0.0.1' };
    const second = createHttpReceiver({ signingSecret, at, logger: heard.logger });
    await expect(second.start()).rejects.toMatchObject({ code: 'port-taken' });
  });
});

describe('a request is refused', () => {
  const body = 'command=%2Frunbook&user_id=U01ALICE';
  const minutes = (count: number) => Date.now() + count * 60_000;

  it.each([
    ['without a signature', 'not signed', () => ({})],
    ['signed with another secret', 'signed wrongly', () => signed(body, 'guess', Date.now())],
    ['signed for another body', 'signed wrongly', () => signed(`${body}&x=1`, signingSecret, Date.now())],
    [
      'with half a signature',
      'signed wrongly',
      () => ({ ...signed(body, signingSecret, Date.now()), 'x-slack-signature': 'v0=12' }),
    ],
    ['signed six minutes ago', 'signed too long ago', () => signed(body, signingSecret, minutes(-6))],
    ['signed for in six minutes', 'signed in the future', () => signed(body, signingSecret, minutes(6))],
  ])('%s', async (_, verdict, headers) => {
    expect((await post(body, { ...form, ...headers() })).status).toBe(401);
    expect(heard.logged).toEqual([`warn A request was refused: ${verdict}.`]);
    expect(receiver.status().lastEventAt).toBeUndefined();
  });

  it('that is too large, or says nothing', async () => {
    const large = 'x'.repeat(4 * 1024 * 1024 + 1);
    const tooLarge = await post(large, form).catch((error: unknown) => error);
    if (tooLarge instanceof Response) expect(tooLarge.status).toBe(413);
    expect((await post('{', { ...signed('{', signingSecret, Date.now()) })).status).toBe(400);
    expect((await post('payload=%7B', { ...form, ...signed('payload=%7B', signingSecret, Date.now()) })).status).toBe(
      400,
    );
    expect(receiver.status().lastEventAt).toBeUndefined();
  });
});

describe('what Slack asks when the address is set up', () => {
  it('is answered: the challenge, signed; the certificate, unsigned', async () => {
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const answered = await post(challenge, {
      'content-type': 'application/json',
      ...signed(challenge, signingSecret, Date.now()),
    });
    expect(await answered.json()).toEqual({ challenge: 'abc' });
    expect((await post(challenge, { 'content-type': 'application/json' })).status).toBe(401);
    expect((await post('ssl_check=1', form)).status).toBe(200);
  });
});
