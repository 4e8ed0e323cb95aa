import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { ALICE, PROD } from '../../practice/slack/stage.ts';
import { openSocketStage, type SocketStage } from './stage.ts';

let stage: SocketStage;
afterEach(() => stage.end());

const ask = () => stage.slack.command(ALICE, PROD, '/runbook');

/** A bot whose listener waits for the test before it acknowledges, and again before it returns. */
async function waiting(drain?: number) {
  stage = await openSocketStage(drain === undefined ? {} : { drain });
  const steps = {
    heard: Promise.withResolvers<void>(),
    mayAck: Promise.withResolvers<void>(),
    mayEnd: Promise.withResolvers<void>(),
  };
  const done: string[] = [];
  stage.app.command('/runbook', async ({ ack }) => {
    steps.heard.resolve();
    await steps.mayAck.promise;
    await ack();
    await steps.mayEnd.promise;
    done.push('worked');
  });
  await stage.app.start();
  return { ...steps, done };
}

describe('a bot that is told to stop', () => {
  it('acknowledges what is under way, and lets its listeners finish', async () => {
    const { heard, mayAck, mayEnd, done } = await waiting();
    const shown = ask();
    await heard.promise;
    const stopped = stage.receiver.stop().then(() => done.push('stopped'));
    expect(stage.receiver.status()).toMatchObject({ ready: false, inFlight: 1 });
    mayAck.resolve();
    expect(await shown).toEqual({ ok: true });
    mayEnd.resolve();
    await stopped;
    expect(done).toEqual(['worked', 'stopped']);
    expect(stage.slack.complaints()).toEqual([]);
    expect(stage.logged).toEqual([]);
  });

  it('does nothing of what comes afterwards: Slack tells the person', async () => {
    const { mayAck, mayEnd } = await waiting();
    mayAck.resolve();
    mayEnd.resolve();
    await stage.receiver.stop();
    expect(await ask()).toEqual({ ok: false, error: '/runbook failed with the error "dispatch_failed"' });
  });

  it('does not wait for ever for a listener that hangs', async () => {
    const { heard } = await waiting(50);
    const shown = ask();
    await heard.promise;
    await stage.receiver.stop();
    expect(stage.slack.connections.count()).toBe(0);
    expect(await shown).toMatchObject({ ok: false });
  });

  it('while it has no connection stops at once', async () => {
    stage = await openSocketStage({ first: 60_000 });
    stage.slack.faults.set([{ kind: 'failed-before', method: 'apps.connections.open' }]);
    void stage.app.start();
    while (stage.logged.length < 2) await new Promise(setImmediate);
    await stage.receiver.stop();
  });
});

describe('an acknowledgement', () => {
  it('of a click waits for its listener, so that a bot that dies meanwhile leaves nobody without a word; for two seconds', async () => {
    stage = await openSocketStage();
    const order: string[] = [];
    const mayEnd = Promise.withResolvers<void>();
    stage.app.action('quick', async ({ ack }) => {
      await ack();
      await new Promise(setImmediate);
      order.push('decided');
    });
    stage.app.action('slow', async ({ ack }) => {
      await ack();
      await mayEnd.promise;
    });
    await stage.app.start();
    const button = (id: string) => ({ type: 'button', action_id: id, text: { type: 'plain_text', text: id } });
    const blocks = [{ type: 'actions', elements: [button('quick'), button('slow')] }];
    const { ts } = await stage.call('chat.postMessage', { channel: PROD, text: 'x', blocks });
    const click = (actionId: string) => stage.slack.click(ALICE, { ts: String(ts), actionId });
    expect(await click('quick').then((shown) => [...order, shown])).toEqual(['decided', { ok: true }]);
    const began = performance.now();
    expect(await click('slow')).toEqual({ ok: true });
    expect(performance.now() - began).toBeGreaterThan(1_900);
    mayEnd.resolve();
  });

  it('after Slack has given up is told to the log', async () => {
    stage = await openSocketStage();
    const now = performance.now();
    stage.app.command('/runbook', async ({ ack }) => {
      jest.spyOn(performance, 'now').mockReturnValueOnce(now + 60_000);
      await ack();
    });
    await stage.app.start();
    await ask();
    expect(stage.logged).toEqual([
      expect.stringMatching(/^warn A command was acknowledged after \d+ ms: Slack had given up\.$/),
    ]);
  });

  it('that comes twice is told to the log, and sent once', async () => {
    stage = await openSocketStage();
    stage.app.command('/runbook', async ({ ack }) => {
      await ack();
      await ack('again');
    });
    await stage.app.start();
    expect(await ask()).toEqual({ ok: true });
    expect(stage.logged).toEqual(['warn A command was acknowledged twice.']);
    expect(stage.slack.complaints()).toEqual([]);
  });

  it('whose connection has gone is told to the log', async () => {
    const { heard, mayAck, mayEnd } = await waiting();
    const shown = ask();
    await heard.promise;
    stage.slack.connections.cut();
    stage.slack.connections.cut();
    while (!stage.logged.some((line) => line.includes('was lost'))) await new Promise(setImmediate);
    mayAck.resolve();
    mayEnd.resolve();
    expect(await shown).toMatchObject({ ok: false });
    expect(stage.logged).toContain('warn A connection was gone before its envelope was acknowledged.');
  });
});
