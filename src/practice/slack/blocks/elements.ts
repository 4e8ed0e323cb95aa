import { type Fields, flag, list, numeral, oneOf, shape, text, whole } from './rules.ts';
import { choice, confirm, id, markedOption, option, options, plain } from './texts.ts';

const placeholder = plain(150);
const userId = text(32);
const input: Fields = { action_id: id, placeholder, focus_on_load: flag };

/**
 * The elements that the practice Slack can show, with Slack's limits
 * (https://docs.slack.dev/reference/block-kit/block-elements).
 */
const ELEMENTS = {
  button: shape(
    { text: plain(75) },
    {
      action_id: id,
      value: text(2000),
      url: text(3000),
      style: oneOf('primary', 'danger'),
      confirm,
      accessibility_label: text(75),
    },
  ),
  overflow: shape(
    { options: options(shape({ text: plain(75), value: text(75) }, { url: text(3000), description: plain(75) }), 5) },
    { action_id: id, confirm },
  ),
  static_select: choice({ options: options(option, 100) }, { placeholder, initial_option: option }),
  multi_static_select: choice(
    { options: options(option, 100) },
    { placeholder, initial_options: list(option, 1, 100), max_selected_items: whole(1, 100) },
  ),
  radio_buttons: choice({ options: options(markedOption, 10) }, { initial_option: markedOption }),
  checkboxes: choice({ options: options(markedOption, 10) }, { initial_options: list(markedOption, 1, 10) }),
  users_select: shape({}, { ...input, initial_user: userId, confirm }),
  multi_users_select: shape(
    {},
    { ...input, initial_users: list(userId, 1, 100), max_selected_items: whole(1, 100), confirm },
  ),
  conversations_select: shape(
    {},
    {
      ...input,
      initial_conversation: userId,
      default_to_current_conversation: flag,
      response_url_enabled: flag,
      filter: shape(
        {},
        {
          include: list(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
          exclude_bot_users: flag,
          exclude_external_shared_channels: flag,
        },
      ),
      confirm,
    },
  ),
  url_text_input: shape({}, { ...input, initial_value: text(3000, 0) }),
  plain_text_input: shape(
    {},
    { ...input, initial_value: text(3000, 0), multiline: flag, min_length: whole(0, 3000), max_length: whole(1, 3000) },
  ),
  number_input: shape(
    { is_decimal_allowed: flag },
    { ...input, initial_value: numeral, min_value: numeral, max_value: numeral },
  ),
  image: shape({ image_url: text(3000), alt_text: text(2000) }),
};

type ElementKind = keyof typeof ELEMENTS;

const pick = (...names: readonly ElementKind[]): Fields =>
  Object.fromEntries(names.map((name) => [name, ELEMENTS[name]]));

/** Which elements may stand where. */
export const IN_CONTEXT = pick('image');
export const IN_ACTIONS = pick(
  'button',
  'overflow',
  'static_select',
  'users_select',
  'conversations_select',
  'radio_buttons',
  'checkboxes',
);
export const IN_SECTION = { ...IN_ACTIONS, ...pick('multi_static_select', 'multi_users_select', 'image') };
export const IN_INPUT = pick(
  'plain_text_input',
  'url_text_input',
  'number_input',
  'conversations_select',
  'static_select',
  'multi_static_select',
  'users_select',
  'multi_users_select',
  'radio_buttons',
  'checkboxes',
);
