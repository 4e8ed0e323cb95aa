import { describe, expect, it } from '@jest/globals';
import type { Input } from '#domain/runbook.ts';
import { inputField } from '#slack/views/input-field.ts';
import { startForm } from '#slack/views/start-form.ts';

const input = (more: Partial<Input>): Input => ({
  name: 'service',
  type: 'string',
  title: 'Service',
  required: true,
  secret: false,
  ...more,
});
const words = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `w${index}`);

describe('the element of an input', () => {
  it.each([
    ['a text', input({}), { type: 'plain_text_input', multiline: false }],
    ['a long text', input({ maxLength: 1_000 }), { multiline: true, max_length: 1_000 }],
    ['a text longer than Slack takes', input({ maxLength: 9_000 }), { max_length: 3_000 }],
    [
      'a choice',
      input({ enum: words(100), default: 'w7' }),
      { type: 'static_select', initial_option: { value: 'w7' } },
    ],
    ['more than a select holds', input({ enum: words(101) }), { type: 'plain_text_input' }],
    ['a word too long for a select', input({ enum: ['w'.repeat(76)] }), { type: 'plain_text_input' }],
    [
      'a whole number',
      input({ type: 'integer', min: 0, max: 9, default: 0 }),
      { type: 'number_input', is_decimal_allowed: false, min_value: '0', max_value: '9', initial_value: '0' },
    ],
    ['a number', input({ type: 'number' }), { type: 'number_input', is_decimal_allowed: true }],
    [
      'yes or no',
      input({ type: 'boolean', default: false }),
      { type: 'radio_buttons', initial_option: { value: 'false' } },
    ],
    [
      'a list',
      input({ type: 'array', items: 'string', default: ['a', 'b'] }),
      { type: 'plain_text_input', multiline: true, initial_value: 'a\nb' },
    ],
    [
      'a list of choices',
      input({ type: 'array', enum: ['a', 'b'], default: ['b'] }),
      { type: 'multi_static_select', initial_options: [{ value: 'b' }] },
    ],
  ])('suits %s', (_, given, element) => {
    expect(inputField(given, 'prod').element).toMatchObject(element);
  });

  it('hints at what may be typed', () => {
    const hint = (more: Partial<Input>) => inputField(input(more), 'prod').hint?.text;
    expect(hint({ type: 'integer', min: 1, max: 20, description: 'Tasks.' })).toBe('Tasks. From 1 to 20.');
    expect(hint({ minLength: 3 })).toBe('At least 3 characters.');
    expect(hint({ type: 'array' })).toBe('One per line.');
    expect(hint({})).toBeUndefined();
  });
});

describe('the form of a start', () => {
  const form = (inputs: readonly Input[]) =>
    startForm(
      {
        runbook: { id: 'r', title: 'R' },
        inputs,
        choices: { family: ['api:41', 'api:40'] },
        environment: { id: 'prod', reason: 'optional' },
        environments: ['prod'],
        notice: 'n',
      },
      { channel: 'C0PRODOPS' },
    );

  it('lets people pick from what there is now', () => {
    const [, , field] = form([input({ name: 'family' })]).blocks;
    expect(field).toMatchObject({
      element: { type: 'static_select', options: [{ value: 'api:41' }, { value: 'api:40' }] },
    });
  });

  it('never asks for a secret', () => {
    expect(JSON.stringify(form([input({ name: 'token', secret: true }), input({ name: 'open' })]))).not.toContain(
      'token',
    );
  });

  it('has room for its own fields, however many inputs there are', () => {
    expect(form(words(120).map((name) => input({ name }))).blocks).toHaveLength(93);
  });
});
