import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { NOTED, PLAIN } from '#slack/views/ids.ts';
import { BOB } from '../practice/slack/stage.ts';
import { type AppStage, openAppStage } from './stage.ts';

/* A real Bolt App that is handed payloads: what a person cannot do on a page. */

class Hand implements Receiver {
  app: App | undefined;
  init(app: App): void {
    this.app = app;
  }
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
}

let stage: AppStage;
let hand: Hand;
let server: Server;
/** What was sent to the response URL. */
let answers: Readonly<Record<string, unknown>>[];
let url: string;

beforeEach(async () => {
  answers = [];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      answers.push(JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>);
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer`;
  hand = new Hand();
  stage = await openAppStage({ receiver: hand });
});
afterEach(async () => {
  await stage.end();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Resolves when all is done; `acked` tells in which order. */
async function deliver(body: ReceiverEvent['body'], onAck: () => void = () => undefined): Promise<unknown[]> {
  const acks: unknown[] = [];
  const ack = async (answer?: unknown): Promise<void> => {
    acks.push(answer);
    onAck();
  };
  await hand.app?.processEvent({ body, ack });
  return acks;
}

const person = (team = 'T0PRACTICE') => ({ user: { id: BOB, team_id: team }, team: { id: team, domain: 'practice' } });
const click = (action_id: string, more: object = {}) => ({
  type: 'block_actions',
  ...person(),
  trigger_id: 'not-one',
  response_url: url,
  container: { type: 'message', message_ts: '2.0', channel_id: 'C0PRODOPS' },
  message: { ts: '2.0', thread_ts: '1.0' },
  actions: [{ type: 'button', action_id, block_id: 'b', value: '01JD8Q4F3W.kafka@1' }],
  ...more,
});

describe('an interaction', () => {
  it.each(PLAIN)('%s is acknowledged before the engine is asked, and answered in its thread', async (verb) => {
    stage.engine.answer = { refused: 'Somebody was first.' };
    const before: number[] = [];
    await deliver(click(`decide.${verb}`), () => before.push(stage.engine.decided.length));
    expect(before).toEqual([0]);
    expect(stage.engine.decided).toEqual([
      { verb, by: BOB, team: 'T0PRACTICE', value: '01JD8Q4F3W.kafka@1', message: { channel: 'C0PRODOPS', ts: '2.0' } },
    ]);
    expect(answers).toMatchObject([
      { response_type: 'ephemeral', replace_original: false, thread_ts: '1.0', text: 'Somebody was first.' },
    ]);
  });

  it.each(NOTED.filter((verb) => verb !== 'done' && verb !== 'break-glass'))(
    '%s is decided by its form, which carries what it is about',
    async (verb) => {
      stage.engine.answer = { ok: true };
      const about = { value: '01JD8Q4F3W.kafka@1', channel: 'C0PRODOPS', ts: '2.0', thread: '1.0' };
      const acks = await deliver({
        type: 'view_submission',
        ...person(),
        view: {
          id: 'V1',
          callback_id: `note.${verb}`,
          private_metadata: JSON.stringify(about),
          state: { values: { note: { value: { type: 'plain_text_input', value: 'because' } } } },
        },
      });
      expect(acks).toEqual([undefined]);
      expect(stage.engine.decided).toEqual([
        {
          verb,
          by: BOB,
          team: 'T0PRACTICE',
          value: about.value,
          note: 'because',
          message: { channel: 'C0PRODOPS', ts: '2.0' },
        },
      ]);
    },
  );

  const done = (values: object) => ({
    type: 'view_submission',
    ...person(),
    view: {
      id: 'V1',
      callback_id: 'note.done',
      private_metadata: JSON.stringify({ value: '01JD8Q4F3W.kafka@1', channel: 'C0PRODOPS', ts: '2.0' }),
      state: { values: { note: { value: { type: 'plain_text_input', value: 'seen' } }, ...values } },
    },
  });
  const ticket = { 'input:done:ticket': { value: { type: 'plain_text_input', value: 'OPS-1' } } };

  it('done brings what the step wants to know', async () => {
    stage.engine.answer = { ok: true };
    expect(await deliver(done(ticket))).toEqual([undefined]);
    expect(stage.engine.decided).toMatchObject([{ verb: 'done', note: 'seen', fields: { ticket: 'OPS-1' } }]);
  });

  it('done keeps its form open over a mistake, and says it under its field', async () => {
    stage.engine.answer = { problems: [{ name: 'ticket', message: 'Has to match INC-.*' }] };
    expect(await deliver(done(ticket))).toEqual([
      { response_action: 'errors', errors: { 'input:done:ticket': 'Has to match INC-.*' } },
    ]);
  });

  const picked = (option: string | undefined) => ({
    actions: [{ type: 'button', action_id: 'choice.send', block_id: 'b', value: '01JD8Q4F3W.which@1' }],
    state: {
      values: { b: { 'choice.pick': { type: 'radio_buttons', selected_option: option ? { value: option } : null } } },
    },
  });

  it('a choice is the option that is picked when Continue is pressed', async () => {
    expect(await deliver(click('choice.pick'))).toEqual([undefined]);
    await deliver(click('choice.send', picked('drain')));
    expect(stage.engine.decided).toMatchObject([
      { verb: 'choose', by: BOB, value: '01JD8Q4F3W.which@1', option: 'drain', message: { ts: '2.0' } },
    ]);
  });

  it('a choice without a pick decides nothing', async () => {
    await deliver(click('choice.send', picked(undefined)));
    expect(stage.engine.decided).toEqual([]);
    expect(answers).toMatchObject([{ text: 'Pick an option first.' }]);
  });

  it('acts as the installed team, whatever team the clicker is of', async () => {
    await stage.engine.start({
      runbook: 'kafka-zookeeper-restart',
      environment: 'prod',
      inputs: {},
      reason: 'x',
      by: BOB,
      surface: 'slack',
      startKey: 'V9',
    });
    await deliver(
      click('details', {
        ...person('T_EXTERNAL'),
        actions: [{ type: 'button', action_id: 'details', block_id: 'b', value: '01JD8Q4F3W' }],
      }),
    );
    expect(JSON.stringify(stage.slack.payloads())).not.toContain('T_EXTERNAL');
    expect(answers).toHaveLength(1);
  });

  it('says that a plan is not kept any more', async () => {
    await deliver(
      click('full-plan', {
        actions: [{ type: 'button', action_id: 'full-plan', block_id: 'b', value: '01JD8Q4F3W.kafka@9' }],
      }),
    );
    expect(answers).toMatchObject([{ text: 'This plan is not kept any more.' }]);
  });
});

describe('what no listener knows', () => {
  it('a button of another version is acknowledged once and explained', async () => {
    expect(await deliver(click('decide.rollback'))).toEqual([undefined]);
    expect(answers).toMatchObject([{ text: expect.stringContaining('another version') }]);
    expect(stage.engine.decided).toEqual([]);
  });

  it('another command is acknowledged with where to look', async () => {
    const acks = await deliver({
      command: '/deploy',
      text: '',
      user_id: BOB,
      team_id: 'T0PRACTICE',
      response_url: url,
    });
    expect(acks).toEqual(['/deploy is not a command of Stepward. Try /runbook help.']);
  });

  it('another form is acknowledged', async () => {
    const view = { id: 'V1', callback_id: 'choose', private_metadata: '', state: { values: {} } };
    expect(await deliver({ type: 'view_submission', ...person(), view })).toEqual([undefined]);
  });

  it('our own command is acknowledged once', async () => {
    const body = {
      command: '/runbook',
      text: 'help',
      user_id: BOB,
      team_id: 'T0PRACTICE',
      channel_id: 'C0PRODOPS',
      trigger_id: 'x',
      response_url: url,
    };
    expect(await deliver(body)).toEqual([undefined]);
    expect(answers).toHaveLength(1);
  });
});
