import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSlackClients } from '#slack/clients.ts';
import { upload } from '#slack/upload.ts';
import { ALICE, BOT_TOKEN, openStage, PROD, type Stage } from '../practice/slack/stage.ts';

const logger = { info: () => {}, warn: () => {}, error: () => {} };
const png = new Uint8Array([137, 80, 78, 71]);

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({ scopes: ['chat:write', 'files:write'] });
});
afterEach(() => stage.end());
const connected = () => createSlackClients({ botToken: BOT_TOKEN, apiUrl: `${stage.url}/slack/api/`, logger });
const picture = (thread: unknown) => ({
  channel: PROD,
  thread: String(thread),
  png,
  title: 'Timeline',
  altText: 'Two steps',
});

describe('a picture', () => {
  it('is shown in the thread, with its title and what it shows in words', async () => {
    const { background, features } = await connected();
    expect(features.can('upload')).toBe(true);
    const root = await stage.call('chat.postMessage', { channel: PROD, text: 'Run' });
    const id = await upload(background, picture(root['ts']));
    expect(stage.slack.view(ALICE).places[0]?.messages[0]?.replies).toMatchObject([
      { files: [{ id, title: 'Timeline', altText: 'Two steps' }] },
    ]);
  });

  it('is refused where the app was not granted it, and the app knows', async () => {
    stage.slack.change({ scopes: ['chat:write'] });
    const { background, features } = await connected();
    expect(features.can('upload')).toBe(false);
    await expect(upload(background, picture('1.0'))).rejects.toMatchObject({ data: { error: 'missing_scope' } });
  });

  it('is refused when its bytes are not taken', async () => {
    const { background } = await connected();
    const root = await stage.call('chat.postMessage', { channel: PROD, text: 'Run' });
    const cut = { ...picture(root['ts']), png: new Uint8Array(0) };
    await expect(upload(background, cut)).rejects.toThrow();
  });
});

describe('what the app may do', () => {
  it('is asked anew when it is refused, and stays known while Slack is silent', async () => {
    const { features } = await connected();
    expect(features.can('find-posted')).toBe(false);
    stage.slack.change({ scopes: ['channels:history'] });
    await features.refresh();
    expect(features.can('find-posted')).toBe(true);
    stage.slack.faults.set([{ kind: 'failed-before' }]);
    await features.refresh();
    expect(features.can('find-posted')).toBe(true);
  });
});
