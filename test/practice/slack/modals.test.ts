import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BlockAction, ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { AnyBlock, ModalView } from '@slack/types';
import { ALICE, BOB, openStage, PROD, type Stage, until } from './stage.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const options = ['a', 'b', 'c'].map((value) => ({ text: plain(value.toUpperCase()), value }));
const input = (id: string, element: object, more: object = {}) => ({
  type: 'input' as const,
  block_id: id,
  label: plain(id),
  element: { action_id: 'v', ...element },
  ...more,
});

const INPUTS = [
  input('text', { type: 'plain_text_input', multiline: true, min_length: 3 }),
  input('empty', { type: 'plain_text_input' }, { optional: true }),
  input('preset', { type: 'number_input', is_decimal_allowed: true, initial_value: '1.5' }),
  input('select', { type: 'static_select', options, initial_option: options[1] }),
  input('several', { type: 'multi_static_select', options }),
  input('checks', { type: 'checkboxes', options }, { optional: true }),
  input('radios', { type: 'radio_buttons', options }),
  input('person', { type: 'users_select' }),
  input('people', { type: 'multi_users_select', initial_users: [BOB] }),
];

const view = (title: string, blocks: readonly AnyBlock[] = [], more: object = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain(title),
  submit: plain('Go'),
  blocks: [...blocks],
  ...more,
});

let stage: Stage;
let answer: ViewResponseAction | undefined;
let submitted: ViewOutput | undefined;
let closed: ViewOutput | undefined;
let acted: BlockAction | undefined;
let trigger = '';

beforeEach(async () => {
  stage = await openStage();
  [answer, submitted, closed, acted] = [undefined, undefined, undefined, undefined];
  const app = stage.bolt();
  app.command('/runbook', async ({ ack, command }) => {
    trigger = command.trigger_id;
    await ack();
  });
  app.view('form', async ({ ack, view: sent }) => {
    submitted = sent;
    await (answer ? ack(answer) : ack());
  });
  app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, view: sent }) => {
    closed = sent;
    await ack();
  });
  app.action('pick', async ({ ack, body }) => {
    acted = body as BlockAction;
    await ack();
  });
  await app.start();
});
afterEach(() => stage.end());

const titles = () => stage.slack.view(ALICE).modals.map(({ content }) => JSON.stringify(content['title']));

async function open(method: string, content: object): Promise<string> {
  await stage.slack.command(ALICE, PROD, '/runbook');
  const { view: opened } = await stage.call(method, { trigger_id: trigger, view: content });
  return (opened as { id: string } | undefined)?.id ?? '';
}

describe('a submission', () => {
  it('carries the state of every kind of input as Slack writes it', async () => {
    const id = await open('views.open', view('All', INPUTS));
    const values = { text: 'three', several: ['a', 'c'], radios: 'c', person: ALICE };
    expect(await stage.slack.submitView(ALICE, id, values)).toEqual({ ok: true });
    expect(submitted?.state.values).toEqual({
      text: { v: { type: 'plain_text_input', value: 'three' } },
      empty: { v: { type: 'plain_text_input', value: null } },
      preset: { v: { type: 'number_input', value: '1.5' } },
      select: { v: { type: 'static_select', selected_option: options[1] } },
      several: { v: { type: 'multi_static_select', selected_options: [options[0], options[2]] } },
      checks: { v: { type: 'checkboxes', selected_options: [] } },
      radios: { v: { type: 'radio_buttons', selected_option: options[2] } },
      person: { v: { type: 'users_select', selected_user: ALICE } },
      people: { v: { type: 'multi_users_select', selected_users: [BOB] } },
    });
  });

  it('does not leave the page while a field is wrong', async () => {
    const id = await open('views.open', view('All', INPUTS));
    const values = { text: 'no', preset: 'x', select: null, several: [], person: ALICE, radios: 'a' };
    expect(await stage.slack.submitView(ALICE, id, values)).toEqual({
      ok: false,
      errors: {
        text: 'Please enter at least 3 characters.',
        preset: 'Please enter a number.',
        select: 'Please complete this required field.',
        several: 'Please complete this required field.',
      },
    });
    expect(submitted).toBeUndefined();
  });

  it('may change the view, push one, or clear them all', async () => {
    const id = await open('views.open', view('One'));
    answer = { response_action: 'update', view: view('Two', [], { external_id: 'two' }) };
    await stage.slack.submitView(ALICE, id, {});
    expect(titles()).toEqual([expect.stringContaining('Two')]);
    answer = { response_action: 'push', view: view('Three') };
    await stage.slack.submitView(ALICE, id, {});
    expect(titles()).toHaveLength(2);
    const top = stage.slack.view(ALICE).modals[1]?.id ?? '';
    answer = { response_action: 'clear' };
    await stage.slack.submitView(ALICE, top, {});
    expect(submitted).toMatchObject({ id: top, root_view_id: id, previous_view_id: id });
    expect(titles()).toEqual([]);
  });

  const wrong: readonly (readonly [string, ViewResponseAction])[] = [
    ['errors for a field that is not there', { response_action: 'errors', errors: { nowhere: 'x' } }],
    ['a view that Slack refuses', { response_action: 'update', view: view('x'.repeat(25)) }],
  ];
  it.each(wrong)('answered with %s is trouble for the person and a complaint', async (_, given) => {
    const id = await open('views.open', view('One'));
    answer = given;
    expect(await stage.slack.submitView(ALICE, id, {})).toEqual({
      ok: false,
      error: 'We had some trouble connecting. Try again?',
    });
    expect(stage.slack.complaints()).toHaveLength(1);
    expect(titles()).toHaveLength(1);
  });
});

describe('a stack of modals', () => {
  it('is three deep at most, and the one below comes back', async () => {
    const root = await open('views.open', view('One', [], { notify_on_close: true }));
    await open('views.push', view('Two'));
    const top = await open('views.push', view('Three'));
    expect(await open('views.push', view('Four'))).toBe('');
    expect(stage.slack.complaints()).toEqual(['views.push: push_limit_reached']);
    await stage.slack.closeView(ALICE, top);
    expect(titles()).toHaveLength(2);
    expect(closed).toBeUndefined();
    await stage.slack.closeView(ALICE, root);
    await until(stage.slack, () => closed !== undefined);
    expect(closed).toMatchObject({ id: root, notify_on_close: true });
    expect(await stage.slack.closeView(ALICE, root)).toMatchObject({ ok: false });
  });

  it('belongs to the person whose trigger opened it', async () => {
    const id = await open('views.open', view('One'));
    expect(await stage.slack.submitView(BOB, id, {})).toEqual({ ok: false, error: 'This window is no longer open.' });
  });

  it('is changed by id and hash, and keeps what was chosen', async () => {
    const pick = input('v', { type: 'static_select', action_id: 'pick', options }, { dispatch_action: true });
    const id = await open('views.open', view('One', [pick]));
    await stage.slack.click(ALICE, { viewId: id, actionId: 'pick', selected: 'b' });
    expect(acted).toMatchObject({
      container: { type: 'view', view_id: id },
      actions: [{ type: 'static_select', selected_option: options[1] }],
      view: { state: { values: { v: { pick: { selected_option: options[1] } } } } },
    });
    const hash = acted?.view?.hash;
    expect(await stage.call('views.update', { view_id: id, hash: 'old', view: view('Two') })).toMatchObject({
      error: 'hash_conflict',
    });
    expect(await stage.call('views.update', { view_id: id, hash, view: view('Two', [pick]) })).toMatchObject({
      ok: true,
    });
    expect(await stage.call('views.update', { view_id: 'V0', view: view('Two') })).toMatchObject({
      error: 'not_found',
    });
    expect(await stage.slack.submitView(ALICE, id, {})).toEqual({ ok: true });
    expect(submitted?.state.values['v']?.['pick']?.selected_option).toEqual(options[1]);
  });
});
