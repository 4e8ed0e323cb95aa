import { isObject } from '#domain/json.ts';
import { IN_ACTIONS, IN_CONTEXT, IN_INPUT, IN_SECTION } from './elements.ts';
import { richParts } from './rich-text.ts';
import { both, type Fields, flag, kinds, list, oneOf, only, problem, type Rule, shape, text } from './rules.ts';
import { id, plain, plainOrMrkdwn } from './texts.ts';

const block = (required: Fields, optional: Fields = {}): Rule => shape(required, { ...optional, block_id: id });

const textOrFields: Rule = (value, at) =>
  isObject(value) && value['text'] === undefined && value['fields'] === undefined
    ? problem(at, 'must have text or fields')
    : [];

const richText = kinds({ rich_text: block({ elements: richParts }) });
const source = kinds({ url: shape({ url: text(3000), text: text(255) }) });

/** Slack's word is `complete`; its limits for plan and task are not documented, these are what was seen to work. */
const task = kinds({
  task_card: shape(
    { task_id: text(255), title: text(256), status: oneOf('pending', 'in_progress', 'complete', 'error') },
    { details: richText, output: richText, sources: list(source, 1, 10) },
  ),
});

const contextItem = { ...IN_CONTEXT, plain_text: plainOrMrkdwn(3000), mrkdwn: plainOrMrkdwn(3000) };

/** The blocks that the practice Slack can show, with Slack's limits (https://docs.slack.dev/reference/block-kit/blocks). */
export const BLOCKS: Fields = {
  section: both(
    block(
      {},
      {
        text: plainOrMrkdwn(3000),
        fields: list(plainOrMrkdwn(2000), 1, 10),
        accessory: kinds(IN_SECTION),
        expand: flag,
      },
    ),
    textOrFields,
  ),
  header: block({ text: plain(150) }),
  divider: block({}),
  context: block({ elements: list(kinds(contextItem), 1, 10) }),
  actions: block({ elements: list(kinds(IN_ACTIONS), 1, 25) }),
  input: block(
    { label: plain(2000), element: kinds(IN_INPUT) },
    { hint: plain(2000), optional: flag, dispatch_action: flag },
  ),
  image: block({ image_url: text(3000), alt_text: text(2000) }, { title: plain(2000) }),
  rich_text: block({ elements: richParts }),
  markdown: block({ text: text(12_000) }),
  plan: only('message', block({ title: text(255), tasks: list(task, 1, 50) })),
  alert: only(
    'modal',
    block({ text: plainOrMrkdwn(3000) }, { level: oneOf('default', 'info', 'warning', 'error', 'success') }),
  ),
};
