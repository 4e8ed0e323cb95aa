import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ALICE, openStage, PROD, type Stage, until } from './stage.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const VIEW = {
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Go'),
  blocks: [{ type: 'section' as const, text: plain('Hi') }],
};
const BUTTON = { type: 'button' as const, action_id: 'go', text: plain('Go') };
const MESSAGE = { channel: PROD, text: 'x', blocks: [{ type: 'actions', elements: [BUTTON] }] };

let stage: Stage;
afterEach(() => stage.end());

const lastText = () => stage.slack.view(ALICE).places[0]?.messages.at(-1)?.text;

/** A bot that answers nothing at all. */
async function silentBot() {
  stage = await openStage({ deadlines: { ack: 40, trigger: 3000 } });
  const app = stage.bolt();
  const heard: string[] = [];
  app.command('/runbook', async ({ command }) => void heard.push(command.trigger_id));
  app.action('go', async () => {});
  app.view('form', async () => {});
  await app.start();
  return heard;
}

describe('a bot that does not answer in time', () => {
  it('makes the command fail in the words of Slack', async () => {
    await silentBot();
    const text = '/runbook failed with the error "operation_timeout"';
    expect(await stage.slack.command(ALICE, PROD, '/runbook')).toEqual({ ok: false, error: text });
    expect(lastText()).toBe(text);
  });

  it('makes the click fail', async () => {
    await silentBot();
    const { ts } = await stage.call('chat.postMessage', MESSAGE);
    const shown = await stage.slack.click(ALICE, { ts: String(ts), actionId: 'go' });
    expect(shown).toEqual({ ok: false, error: 'The app did not respond. Try again.' });
  });

  it('keeps the modal open, with trouble connecting', async () => {
    const triggers = await silentBot();
    await stage.slack.command(ALICE, PROD, '/runbook');
    await stage.call('views.open', { trigger_id: triggers[0], view: VIEW });
    const [modal] = stage.slack.view(ALICE).modals;
    const shown = await stage.slack.submitView(ALICE, modal?.id ?? '', {});
    expect(shown).toEqual({ ok: false, error: 'We had some trouble connecting. Try again?' });
    expect(stage.slack.view(ALICE).modals).toHaveLength(1);
  });

  it('is told that its acknowledgement came too late', async () => {
    stage = await openStage({ deadlines: { ack: 20, trigger: 3000 } });
    const app = stage.bolt();
    app.command('/runbook', async ({ ack }) => {
      await pause(40);
      await ack('Sorry, I was asleep');
    });
    await app.start();
    expect(await stage.slack.command(ALICE, PROD, '/runbook')).toMatchObject({ ok: false });
    await until(stage.slack, () => stage.slack.complaints().length > 0);
    expect(stage.slack.complaints()).toEqual([
      'An envelope was acknowledged too late, twice, or on another connection.',
    ]);
    expect(lastText()).toContain('operation_timeout');
  });
});

describe('without a bot', () => {
  it('a command fails in the words of Slack', async () => {
    stage = await openStage();
    const text = '/runbook failed with the error "dispatch_failed"';
    expect(await stage.slack.command(ALICE, PROD, '/runbook')).toEqual({ ok: false, error: text });
    expect(stage.slack.view(ALICE)).toMatchObject({
      connections: 0,
      places: [{ messages: [{ text, isEphemeral: true }] }, {}, {}],
    });
  });

  it('a command that no app has is refused', async () => {
    stage = await openStage();
    expect(await stage.slack.command(ALICE, PROD, '/deploy now')).toEqual({
      ok: false,
      error: '/deploy is not a valid command.',
    });
  });
});

describe('a trigger', () => {
  async function trigger(life: number) {
    stage = await openStage({ deadlines: { ack: 3000, trigger: life } });
    const app = stage.bolt();
    let issued = '';
    app.command('/runbook', async ({ ack, command }) => {
      issued = command.trigger_id;
      await ack();
    });
    await app.start();
    await stage.slack.command(ALICE, PROD, '/runbook');
    return issued;
  }

  it('opens one view', async () => {
    const args = { trigger_id: await trigger(3000), view: VIEW };
    expect(await stage.call('views.open', args)).toMatchObject({ ok: true, view: { callback_id: 'form' } });
    expect(await stage.call('views.open', args)).toMatchObject({ ok: false, error: 'exchanged_trigger_id' });
  });

  it('expires', async () => {
    const args = { trigger_id: await trigger(1), view: VIEW };
    await pause(5);
    expect(await stage.call('views.open', args)).toMatchObject({ ok: false, error: 'expired_trigger_id' });
    expect(await stage.call('views.open', { ...args, trigger_id: '1.2.3' })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  it('is not used up by a view that Slack refuses', async () => {
    const args = { trigger_id: await trigger(3000), view: { ...VIEW, title: plain('x'.repeat(25)) } };
    expect(await stage.call('views.open', args)).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/title/text]'] },
    });
    expect(await stage.call('views.open', { ...args, view: VIEW })).toMatchObject({ ok: true });
  });
});
