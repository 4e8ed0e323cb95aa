import { afterEach, describe, expect, it } from '@jest/globals';
import { ALICE, PROD } from '../../practice/slack/stage.ts';
import { openSocketStage, type SocketStage } from './stage.ts';

let stage: SocketStage;
afterEach(() => stage.end());

const MENTION = { type: 'app_mention', user: ALICE, channel: PROD, text: 'hi', ts: '1.2' };

/** A bot that answers every command at once. */
async function started(...given: Parameters<typeof openSocketStage>): Promise<void> {
  stage = await openSocketStage(...given);
  stage.app.command('/runbook', async ({ ack }) => ack('Heard'));
  stage.app.event('app_mention', async () => {});
  await stage.app.start();
  await stage.connected(2);
}

const ask = () => stage.slack.command(ALICE, PROD, '/runbook');
const texts = () => stage.slack.view(ALICE).places[0]?.messages.map(({ text }) => text);

/** The next line of the log that says this. */
async function logs(words: string): Promise<string> {
  for (;;) {
    const line = stage.logged.find((each) => each.includes(words));
    if (line) return line;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('Socket Mode', () => {
  it('holds two connections, answers on each, and says how it is', async () => {
    await started();
    expect(stage.receiver.status()).toEqual({ mode: 'socket', ready: true, connections: 2, inFlight: 0 });
    expect(await Promise.all([ask(), ask()])).toEqual([{ ok: true }, { ok: true }]);
    expect(texts()).toEqual(['Heard', 'Heard']);
    expect(stage.receiver.status()).toMatchObject({ lastEventAt: expect.any(Number), inFlight: 0 });
    expect(stage.logged).toEqual([]);
    expect(stage.slack.complaints()).toEqual([]);
  });

  it('is not ready once it was stopped, and has closed everything', async () => {
    await started();
    await stage.receiver.stop();
    expect(stage.receiver.status()).toMatchObject({ ready: false, connections: 0 });
    await stage.connected(0);
  });
});

describe('a connection that Slack wants replaced', () => {
  it('is replaced before it is closed, and takes and acknowledges what comes until then', async () => {
    await started({ linger: 60_000 });
    stage.slack.connections.disconnect('warning', { which: 'one', closeAfter: 60_000 });
    await stage.connected(3);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(stage.slack.complaints()).toEqual([]);
  });

  it('is closed by the bot after a while if Slack does not close it', async () => {
    await started({ linger: 30 });
    stage.slack.connections.disconnect('refresh_requested', { which: 'one', closeAfter: 60_000 });
    await logs('wants a connection replaced; 1 still open');
    await stage.connected(2);
    expect(await ask()).toEqual({ ok: true });
  });

  it('loses nothing of what comes while all are replaced, twice', async () => {
    await started({ linger: 60_000 }, { eventRetries: [] });
    const sent: Promise<unknown>[] = [];
    for (let round = 0; round < 60; round += 1) {
      if (round === 5 || round === 25) stage.slack.connections.disconnect('refresh_requested', { closeAfter: 1_500 });
      sent.push(stage.slack.events.send(MENTION), ask());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await stage.connected(2);
    sent.push(ask());
    const kinds = (await Promise.all(sent)).map((delivery) => JSON.stringify(delivery));
    expect(new Set(kinds)).toEqual(new Set(['{"kind":"acked"}', '{"ok":true}']));
    expect(stage.slack.complaints()).toEqual([]);
  });
});

describe('a connection that is lost', () => {
  it('without a close frame is made anew, while the other takes what comes', async () => {
    await started();
    stage.slack.connections.cut();
    expect(await ask()).toEqual({ ok: true });
    await stage.connected(2);
    expect(await logs('was lost')).toBe('warn A connection to Slack was lost, or could not be made; 1 still open.');
  });

  it('because nothing is heard on it any more is made anew', async () => {
    await started({ silence: 400 });
    stage.slack.connections.mute();
    expect(await logs('silent')).toBe('warn Slack has been silent for 400 ms.');
    await logs('1 still open');
    await stage.connected(2);
  });

  it('that is alive is never taken for a dead one', async () => {
    await started({ silence: 400 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(stage.logged).toEqual([]);
  });
});

describe('Slack refuses', () => {
  it('a connection too many: the bot goes on with fewer', async () => {
    await started();
    stage.slack.connections.disconnect('too_many_websockets', { which: 'one', closeAfter: 0 });
    await stage.connected(1);
    expect(await logs('as many websockets')).toContain('; 1 still open.');
    expect(await ask()).toEqual({ ok: true });
  });

  it('the last one as too many: the bot comes back by itself', async () => {
    await started({ slow: 30 });
    stage.slack.connections.disconnect('too_many_websockets', { closeAfter: 0 });
    await logs('nothing arrives from Slack meanwhile');
    await stage.connected(2);
    expect(await ask()).toEqual({ ok: true });
  });

  it('Socket Mode as switched off: the log says what to do, and the bot tries again, slowly', async () => {
    await started({ slow: 30 });
    stage.slack.connections.disconnect('link_disabled', { closeAfter: 0 });
    expect(await logs('switched off')).toMatch(/^error Socket Mode is switched off in the settings of the Slack app/);
    await stage.connected(2);
    expect(await ask()).toEqual({ ok: true });
  });

  it('a call too many: the bot waits as long as Slack says', async () => {
    stage = await openSocketStage();
    stage.slack.faults.set([{ kind: 'rate-limited', method: 'apps.connections.open', times: 2 }]);
    const began = performance.now();
    await stage.app.start();
    expect(performance.now() - began).toBeGreaterThan(990);
    expect(stage.logged).toContain(
      'warn Slack wants to be asked again for a connection in 1 s; nothing arrives from Slack meanwhile.',
    );
  });

  it('the token at the start: starting fails and says what to do', async () => {
    stage = await openSocketStage();
    stage.slack.faults.set([{ kind: 'revoked', method: 'apps.connections.open' }]);
    await expect(stage.app.start()).rejects.toMatchObject({
      code: 'slack-refused',
      message: 'Slack does not take the app token: token_revoked.',
      hint: expect.stringContaining('connections:write'),
    });
  });

  it('the token later: the log says what to do, and the bot tries again, slowly', async () => {
    await started({ slow: 30 });
    stage.slack.faults.set([{ kind: 'revoked', method: 'apps.connections.open' }]);
    stage.slack.connections.cut();
    stage.slack.connections.cut();
    expect(await logs('token_revoked; nothing arrives')).toMatch(/^error Slack refuses the app token.*SLACK_APP_TOKEN/);
    stage.slack.faults.set([]);
    await stage.connected(2);
    expect(await ask()).toEqual({ ok: true });
  });

  it('nothing but is not there for a while: the bot keeps trying', async () => {
    await started();
    stage.slack.faults.set([{ kind: 'failed-before', method: 'apps.connections.open', times: 4 }]);
    stage.slack.connections.cut();
    stage.slack.connections.cut();
    await logs('nothing arrives from Slack meanwhile');
    await stage.connected(2);
    expect(await ask()).toEqual({ ok: true });
  });
});
