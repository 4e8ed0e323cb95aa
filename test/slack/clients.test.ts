import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSlackClients } from '#slack/clients.ts';
import { forSlack } from '#slack/log.ts';
import { BOT_TOKEN, openStage, type Stage } from '../practice/slack/stage.ts';

const logged: string[] = [];
const log = (text: string) => void logged.push(text);
const logger = { info: log, warn: log, error: log };

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.end());

describe('the clients', () => {
  it('know the team that the app is installed in', async () => {
    const clients = await createSlackClients({ botToken: BOT_TOKEN, apiUrl: `${stage.url}/slack/api/`, logger });
    expect(clients).toMatchObject({ team: 'T0PRACTICE', bot: { userId: 'U0STEPWARD' } });
    expect(clients.workspace).toMatch(/^https?:.*\/$/);
  });

  it('say that the token is not taken', async () => {
    const wrong = createSlackClients({ botToken: 'xoxb-wrong', apiUrl: `${stage.url}/slack/api/`, logger });
    await expect(wrong).rejects.toMatchObject({ kind: 'user', code: 'slack-refused' });
  });

  it('say that Slack is silent', async () => {
    const nobody = createSlackClients({ botToken: BOT_TOKEN, apiUrl: 'http://127.0.0.1:9/api/', logger });
    await expect(nobody).rejects.toMatchObject({ kind: 'transient', code: 'slack-unreachable' });
  });
});

describe('what Bolt and the SDK log', () => {
  it('never holds a payload', () => {
    logged.length = 0;
    const quiet = forSlack(logger);
    quiet.debug('Received a message', { token: 'xoxb-1' });
    quiet.info('body', { token: 'xoxb-1' });
    quiet.warn('odd', { token: 'xoxb-1' }, new Error('late'));
    quiet.error({ token: 'xoxb-1' });
    expect(logged).toEqual(['odd late', '']);
  });
});
