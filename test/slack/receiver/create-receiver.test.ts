import { describe, expect, it } from '@jest/globals';
import { createReceiver } from '#slack/receiver/create-receiver.ts';
import { openStage } from '../../practice/slack/stage.ts';
import { freePort } from '../../store/postgres-server.ts';
import { boltBehind, listenToLog } from './stage.ts';

const nothing = { appToken: undefined, signingSecret: undefined, port: undefined };

describe('how Slack reaches the bot', () => {
  it('is Socket Mode with an app token and HTTP with a signing secret, and the log says which', () => {
    const { logged, logger } = listenToLog();
    expect(createReceiver({ ...nothing, appToken: 'xapp-1', logger }).status().mode).toBe('socket');
    expect(createReceiver({ ...nothing, signingSecret: 'shh', logger }).status().mode).toBe('http');
    expect(logged).toEqual([
      'info Slack reaches the bot by Socket Mode.',
      'info Slack reaches the bot by HTTP, at port 3000.',
    ]);
  });

  it('has to be said, and only one way', () => {
    const { logger } = listenToLog();
    expect(() => createReceiver({ ...nothing, logger })).toThrow('Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET');
    expect(() => createReceiver({ ...nothing, appToken: 'xapp-1', signingSecret: 'shh', logger })).toThrow('both set');
  });

  it('by Socket Mode tells its health where a port is given', async () => {
    const stage = await openStage();
    const { logger } = listenToLog();
    const port = await freePort();
    const apiUrl = `${stage.url}/slack/api/`;
    const receiver = createReceiver({ ...nothing, appToken: 'xapp-practice', port, host: '127.0.0.1', apiUrl, logger });
    const app = boltBehind(receiver, logger);
    await app.start();
    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([health.status, await health.json()]).toMatchObject([200, { mode: 'socket', ready: true }]);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    await app.stop();
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
    await stage.end();
  });
});
