import type { InputBlock, InputBlockElement, PlainTextElement } from '@slack/types';
import type { Json } from '#domain/json.ts';
import type { Input } from '#domain/runbook.ts';
import { plain } from './blocks.ts';
import { inputBlock, VALUE } from './ids.ts';
import { clean, cut } from './mrkdwn.ts';

interface Option {
  readonly text: PlainTextElement;
  readonly value: string;
}

const MOST_OPTIONS = 100;
const MOST_OPTION = 75;
const MOST_TEXT = 3_000;
/** A longer text gets more than one line to write in. */
const ONE_LINE = 200;

const spelled = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
const option = (value: Json): Option => ({ text: plain(spelled(value), MOST_OPTION), value: spelled(value) });
const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** The options of a select, where all of them fit into one. */
function optionsOf({ enum: values = [] }: Input): readonly Option[] {
  const options = values.map(option);
  const fit =
    options.length <= MOST_OPTIONS && options.every(({ value }) => value !== '' && value.length <= MOST_OPTION);
  return fit ? options : [];
}

const among = (options: readonly Option[], value: Json | undefined): readonly Option[] =>
  options.filter((each) => listOf(value).some((chosen) => spelled(chosen) === each.value));

function selectOf(input: Input, options: readonly Option[]): InputBlockElement {
  const chosen = among(options, input.default);
  const common = { action_id: VALUE, placeholder: plain('Choose', 150), options: [...options] };
  if (input.type === 'array')
    return { type: 'multi_static_select', ...common, ...(chosen.length > 0 ? { initial_options: [...chosen] } : {}) };
  return { type: 'static_select', ...common, ...(chosen[0] ? { initial_option: chosen[0] } : {}) };
}

function yesOrNo(input: Input): InputBlockElement {
  const options = [
    { text: plain('Yes', MOST_OPTION), value: 'true' },
    { text: plain('No', MOST_OPTION), value: 'false' },
  ];
  const [chosen] = among(options, input.default);
  return { type: 'radio_buttons', action_id: VALUE, options, ...(chosen ? { initial_option: chosen } : {}) };
}

const numberOf = ({ type, min, max, default: value }: Input): InputBlockElement => ({
  type: 'number_input',
  action_id: VALUE,
  is_decimal_allowed: type === 'number',
  ...(min === undefined ? {} : { min_value: String(min) }),
  ...(max === undefined ? {} : { max_value: String(max) }),
  ...(typeof value === 'number' ? { initial_value: String(value) } : {}),
});

const written = (text: string, multiline: boolean) => ({
  type: 'plain_text_input' as const,
  action_id: VALUE,
  multiline,
  ...(text === '' ? {} : { initial_value: cut(clean(text), MOST_TEXT) }),
});

const textOf = ({ minLength, maxLength, default: value }: Input): InputBlockElement => ({
  ...written(listOf(value).map(spelled).join(''), (maxLength ?? 0) > ONE_LINE),
  ...(minLength === undefined ? {} : { min_length: Math.min(minLength, MOST_TEXT) }),
  ...(maxLength === undefined ? {} : { max_length: Math.min(Math.max(maxLength, 1), MOST_TEXT) }),
});

function elementOf(input: Input): InputBlockElement {
  const options = optionsOf(input);
  if (options.length > 0) return selectOf(input, options);
  switch (input.type) {
    case 'boolean':
      return yesOrNo(input);
    case 'integer':
    case 'number':
      return numberOf(input);
    case 'array':
      return written(listOf(input.default).map(spelled).join('\n'), true);
    case 'string':
      return textOf(input);
  }
}

function bounds({ type, min, max, minLength, maxLength }: Input): string {
  const isNumber = type === 'integer' || type === 'number';
  const [least, most, unit] = isNumber ? [min, max, ''] : [minLength, maxLength, ' characters'];
  if (least !== undefined && most !== undefined) return `From ${least} to ${most}${unit}.`;
  if (least !== undefined) return `At least ${least}${unit}.`;
  return most === undefined ? '' : `At most ${most}${unit}.`;
}

function hintOf(input: Input, element: InputBlockElement): string {
  const lines = input.type === 'array' && element.type === 'plain_text_input' ? 'One per line.' : '';
  return [input.description ?? '', bounds(input), lines].filter((text) => text !== '').join(' ');
}

/** The field of one input, with the element that suits its type. */
export function inputField(input: Input, environment: string): InputBlock {
  const element = elementOf(input);
  const hint = hintOf(input, element);
  return {
    type: 'input',
    block_id: inputBlock(environment, input.name),
    optional: !input.required,
    label: plain(input.title, 150),
    ...(hint === '' ? {} : { hint: plain(hint, 300) }),
    element,
  };
}
