import { afterEach, expect, it } from '@jest/globals';
import { ALICE, openStage, PROD, type Stage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.end());

const BUTTON = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } };

/** The response URL of a click on an ephemeral message, and a way to post to it. */
async function clicked() {
  stage = await openStage();
  const app = stage.bolt();
  let url = '';
  app.action('go', async ({ ack, body }) => {
    if ('response_url' in body) url = body.response_url;
    await ack();
  });
  await app.start();
  const blocks = [{ type: 'actions', elements: [BUTTON] }];
  const { message_ts } = await stage.call('chat.postEphemeral', { channel: PROD, user: ALICE, text: 'Sure?', blocks });
  await stage.slack.click(ALICE, { ts: String(message_ts), actionId: 'go' });
  return (body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) });
}

const seen = () => stage.slack.view(ALICE).places[0]?.messages.map(({ text }) => text);

it('a response URL changes and deletes the ephemeral message that was clicked', async () => {
  const respond = await clicked();
  expect((await respond({ replace_original: true, text: 'Done' })).status).toBe(200);
  expect(seen()).toEqual(['Done']);
  expect((await respond({ delete_original: true })).status).toBe(200);
  expect(seen()).toEqual([]);
  expect((await respond({ replace_original: true, text: 'x' })).status).toBe(404);
});

it('a response URL is good for five uses, and for messages that all see if it says so', async () => {
  const respond = await clicked();
  for (let use = 1; use <= 5; use += 1) await respond({ text: `Answer ${use}`, response_type: 'in_channel' });
  const sixth = await respond({ text: 'Answer 6' });
  expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }]);
  expect(seen()).toEqual(['Sure?', 'Answer 1', 'Answer 2', 'Answer 3', 'Answer 4', 'Answer 5']);
  expect(stage.slack.view('U02BOB').places[0]?.messages).toHaveLength(5);
});

it('an unknown response URL and a body that is no JSON are refused', async () => {
  const respond = await clicked();
  const unknown = await fetch(`${stage.url}/slack/respond/x`, { method: 'POST', body: '{}' });
  expect(await unknown.json()).toEqual({ ok: false, error: 'expired_url' });
  expect((await respond([] as unknown as object)).status).toBe(404);
});
