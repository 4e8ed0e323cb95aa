import { afterEach, describe, expect, it } from '@jest/globals';
import type { BlockAction, ButtonAction, SlashCommand, ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { ALICE, BOB, CAROL, openStage, PROD, type Stage, until } from './stage.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

const MODAL: ModalView = {
  type: 'modal',
  callback_id: 'start',
  title: plain('Restart Kafka'),
  submit: plain('Start'),
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Why now'),
      element: { type: 'plain_text_input', action_id: 'v' },
    },
    {
      type: 'input',
      block_id: 'count',
      label: plain('Brokers'),
      element: { type: 'number_input', action_id: 'v', is_decimal_allowed: false, min_value: '1', max_value: '3' },
    },
  ],
};

const card = (state: string) => [
  { type: 'section', block_id: 'card.title', text: { type: 'mrkdwn', text: `*${state}*` } },
  {
    type: 'actions',
    block_id: 'card.act',
    elements: [{ type: 'button', action_id: 'approve', text: plain('Approve'), value: '4F3W.zookeeper@1' }],
  },
];

let stage: Stage;
afterEach(() => stage.end());

const messagesOf = (person: string) => stage.slack.view(person).places[0]?.messages ?? [];

describe('the real Bolt in Socket Mode', () => {
  it('walks from a command to a modal, a message, a click, a thread and an ephemeral refusal', async () => {
    stage = await openStage();
    const app = stage.bolt();
    const heard: { command?: SlashCommand; view?: ViewOutput; body?: BlockAction<ButtonAction> } = {};
    app.command('/runbook', async ({ ack, command, client }) => {
      heard.command = command;
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: MODAL });
    });
    app.view('start', async ({ ack, view, client }) => {
      heard.view = view;
      if (view.state.values['reason']?.['v']?.value === 'because')
        return ack({ response_action: 'errors', errors: { reason: 'Say why.' } });
      await ack();
      await client.chat.postMessage({ channel: PROD, text: 'Approve?', blocks: card('Approval needed') });
    });
    app.action<BlockAction<ButtonAction>>('approve', async ({ ack, body, client, respond }) => {
      heard.body = body;
      await ack();
      const ts = body.message?.ts ?? '';
      await client.chat.update({ channel: PROD, ts, text: 'Approved', blocks: card('Approved').slice(0, 1) });
      await client.chat.postMessage({ channel: PROD, thread_ts: ts, text: 'Restarting zookeeper' });
      await client.chat.postEphemeral({ channel: PROD, user: BOB, text: 'Thank you.' });
      await respond({ text: 'By response_url', replace_original: false });
    });
    await app.start();

    expect(await stage.slack.command(ALICE, PROD, '/runbook start  kafka')).toEqual({ ok: true });
    expect(heard.command).toMatchObject({ text: 'start  kafka', user_id: ALICE, channel_name: 'prod-ops' });
    await until(stage.slack, () => stage.slack.view(ALICE).modals.length === 1);
    expect(stage.slack.view(BOB).modals).toEqual([]);
    const viewId = stage.slack.view(ALICE).modals[0]?.id ?? '';

    expect(await stage.slack.submitView(ALICE, viewId, { count: '9' })).toEqual({
      ok: false,
      errors: { reason: 'Please complete this required field.', count: 'Please enter a number of at most 3.' },
    });
    expect(heard.view).toBeUndefined();
    expect(await stage.slack.submitView(ALICE, viewId, { count: '3', reason: 'because' })).toEqual({
      ok: false,
      errors: { reason: 'Say why.' },
    });
    expect(await stage.slack.submitView(ALICE, viewId, { reason: 'INC-812' })).toEqual({ ok: true });
    expect(heard.view?.state.values).toEqual({
      reason: { v: { type: 'plain_text_input', value: 'INC-812' } },
      count: { v: { type: 'number_input', value: '3' } },
    });
    expect(stage.slack.view(ALICE).modals).toEqual([]);

    await until(stage.slack, () => messagesOf(BOB).length === 1);
    const { ts = '' } = messagesOf(BOB)[0] ?? {};
    expect(await stage.slack.click(BOB, { ts, actionId: 'approve' })).toEqual({ ok: true });
    await until(stage.slack, () => messagesOf(BOB).length === 3);
    expect(heard.body).toMatchObject({
      user: { id: BOB, username: 'bob', team_id: 'T0PRACTICE' },
      container: { type: 'message', message_ts: ts, channel_id: PROD, is_ephemeral: false },
      message: { ts, text: 'Approve?' },
      actions: [{ type: 'button', action_id: 'approve', block_id: 'card.act', value: '4F3W.zookeeper@1' }],
    });
    expect(messagesOf(CAROL)).toMatchObject([
      { text: 'Approved', isEdited: true, replies: [{ text: 'Restarting zookeeper' }] },
    ]);
    expect(messagesOf(BOB).slice(1)).toMatchObject([
      { text: 'Thank you.', isEphemeral: true },
      { text: 'By response_url', isEphemeral: true },
    ]);
    expect(await stage.slack.click(BOB, { ts, actionId: 'approve' })).toMatchObject({ ok: false });
    expect(stage.slack.complaints()).toEqual([]);
  });
});
