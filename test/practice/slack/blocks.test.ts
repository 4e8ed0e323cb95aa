import { describe, expect, it } from '@jest/globals';
import { checkBlocks, checkView } from '#practice/slack/blocks/check-blocks.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string) => ({ text: plain(value), value });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const actions = (...elements: readonly object[]) => ({ type: 'actions', elements });
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain('Name'), element, ...more });
const task = (status: string) => ({ type: 'task_card', task_id: 's1', title: 'Read', status });
const select = { type: 'static_select', action_id: 'v', options: [option('a'), option('b')] };

const messagesOf = (block: object) =>
  checkBlocks([block], 'message').map(({ pointer, message }) => `${pointer} ${message}`);

describe('blocks that Slack takes', () => {
  it.each([
    ['a section with fields', { type: 'section', fields: [mrkdwn('*A*\n1')] }],
    [
      'a section with a menu',
      { type: 'section', text: mrkdwn('x'), accessory: { type: 'overflow', action_id: 'm', options: [option('a')] } },
    ],
    [
      'buttons with a confirm dialog',
      actions(
        button({ confirm: { title: plain('Sure?'), text: mrkdwn('*x*'), confirm: plain('Yes'), deny: plain('No') } }),
      ),
    ],
    ['a plan', { type: 'plan', block_id: 'p', title: 'Waiting', tasks: [task('complete'), task('pending')] }],
    [
      'preformatted text',
      { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'log' }] }] },
    ],
    ['a choice with a preset', input({ ...select, initial_option: option('b') })],
    [
      'radios with marked labels',
      actions({
        type: 'radio_buttons',
        action_id: 'r',
        options: [{ text: mrkdwn('*a*'), value: 'a', description: plain('d') }],
      }),
    ],
    [
      'a context',
      {
        type: 'context',
        elements: [mrkdwn('x'), { type: 'image', image_url: 'https://x.example/i.png', alt_text: 'i' }],
      },
    ],
  ])('%s', (_, block) => {
    expect(messagesOf(block)).toEqual([]);
  });
});

describe('blocks that Slack refuses', () => {
  it.each([
    [
      'a long header',
      { type: 'header', text: plain('x'.repeat(151)) },
      '/0/text/text must be less than 151 characters',
    ],
    [
      'a marked header',
      { type: 'header', text: mrkdwn('x') },
      '/0/text/type unsupported type: mrkdwn, expected plain_text',
    ],
    ['an empty section', { type: 'section' }, '/0 must have text or fields'],
    ['an unknown member', { type: 'divider', color: 'red' }, '/0 invalid additional property: color'],
    ['an unknown block', { type: 'video' }, expect.stringContaining('/0/type unsupported type: video')],
    [
      'a long button',
      actions(button({ text: plain('x'.repeat(76)) })),
      '/0/elements/0/text/text must be less than 76 characters',
    ],
    ['a green button', actions(button({ style: 'green' })), '/0/elements/0/style must be one of: primary, danger'],
    ['no elements', actions(), '/0/elements must have at least 1 item(s)'],
    ['an action id twice', actions(button(), button()), '/0 action_id "go" already exists in this block'],
    [
      'a text input among actions',
      actions({ type: 'plain_text_input', action_id: 'v' }),
      expect.stringContaining('/0/elements/0/type unsupported type: plain_text_input'),
    ],
    ['an input without a label', { type: 'input', element: select }, '/0 missing required field: label'],
    [
      'a number input that does not say if decimals',
      input({ type: 'number_input', action_id: 'v' }),
      '/0/element missing required field: is_decimal_allowed',
    ],
    [
      'a bound that is a number',
      input({ type: 'number_input', action_id: 'v', is_decimal_allowed: true, min_value: 1 }),
      '/0/element/min_value must be a number, written as a string',
    ],
    [
      'a preset that is no option',
      input({ ...select, initial_option: option('z') }),
      '/0/element initial options must match the options',
    ],
    [
      'a value twice',
      input({ ...select, options: [option('a'), option('a')] }),
      '/0/element/options option values must be unique',
    ],
    [
      '101 options',
      input({ ...select, options: Array.from({ length: 101 }, (_, i) => option(`${i}`)) }),
      '/0/element/options no more than 100 items allowed [items: 101]',
    ],
    [
      'a marked option of a select',
      input({ ...select, options: [{ text: mrkdwn('a'), value: 'a' }] }),
      expect.stringContaining('/0/element/options/0/text/type'),
    ],
    [
      'six overflow options',
      actions({ type: 'overflow', action_id: 'm', options: [...'abcdef'].map(option) }),
      '/0/elements/0/options no more than 5 items allowed [items: 6]',
    ],
    [
      'a task that is "completed"',
      { type: 'plan', title: 'x', tasks: [task('completed')] },
      '/0/tasks/0/status must be one of: pending, in_progress, complete, error',
    ],
    ['an alert outside a modal', { type: 'alert', text: mrkdwn('x') }, '/0 is not allowed in a message'],
    [
      'a field that is too long',
      { type: 'section', fields: [mrkdwn('x'.repeat(2001))] },
      '/0/fields/0/text must be less than 2001 characters',
    ],
    ['no object', 'text' as unknown as object, expect.stringContaining('/0/type unsupported type: undefined')],
  ])('%s', (_, block, message) => {
    expect(messagesOf(block)).toEqual([message]);
  });

  it('more than 50 in a message, but not in a modal', () => {
    const blocks = Array(51).fill({ type: 'divider' });
    expect(checkBlocks(blocks, 'message')).toEqual([
      { pointer: '', message: 'no more than 50 items allowed [items: 51]' },
    ]);
    expect(checkBlocks(blocks, 'modal')).toEqual([]);
  });

  it('a block id twice', () => {
    const block = { type: 'divider', block_id: 'b' };
    expect(checkBlocks([block, block], 'message')).toEqual([{ pointer: '', message: 'block_id "b" already exists' }]);
  });
});

describe('a modal', () => {
  const modal = { type: 'modal', title: plain('Start'), submit: plain('Go'), blocks: [input(select)] };

  it('is taken with a title of 24 characters', () => {
    expect(checkView({ ...modal, title: plain('x'.repeat(24)) })).toEqual([]);
  });

  it.each([
    ['a title of 25 characters', { ...modal, title: plain('x'.repeat(25)) }, '/title/text'],
    ['inputs but no submit', { ...modal, submit: undefined }, '/submit'],
    ['too much private metadata', { ...modal, private_metadata: 'x'.repeat(3001) }, '/private_metadata'],
    ['wrong blocks', { ...modal, blocks: [{ type: 'header', text: plain('') }] }, '/blocks/0/text/text'],
    ['a plan', { ...modal, blocks: [{ type: 'plan', title: 'x', tasks: [task('pending')] }] }, '/blocks/0'],
    ['no type', { ...modal, type: undefined }, '/type'],
    ['no blocks', { ...modal, blocks: undefined }, ''],
  ])('is refused with %s', (_, view, pointer) => {
    expect(checkView(view).map((each) => each.pointer)).toEqual([pointer]);
  });
});
