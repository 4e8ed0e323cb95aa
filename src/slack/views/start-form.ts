import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Json } from '#domain/json.ts';
import type { Input } from '#domain/runbook.ts';
import { context, plain, section } from './blocks.ts';
import { CHANNEL, ENVIRONMENT, REASON, START_FORM, VALUE } from './ids.ts';
import { inputField } from './input-field.ts';
import { cut, joined, link, md } from './mrkdwn.ts';

/** What the form of a start asks. */
export interface StartForm {
  readonly runbook: { readonly id: string; readonly title: string; readonly summary?: string };
  readonly inputs: readonly Input[];
  /** What there is to choose from now, by input. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  readonly environment: { readonly id: string; readonly reason: 'required' | 'optional' };
  readonly environments: readonly string[];
  readonly notice: string;
}

/** What comes back with the form. */
export interface StartAbout {
  readonly runbook: string;
  readonly environment: string;
  readonly channel?: string;
  /** Address of what it is for. */
  readonly context?: string;
  /** Kept for when another environment is chosen, which draws the form anew. */
  readonly given?: Given;
}

/** What is known before anybody has typed anything: from a command line, or from an earlier run. */
export interface Given {
  readonly inputs: Readonly<Record<string, string>>;
  readonly reason?: string;
}

export const readStartAbout = (metadata: string): StartAbout => JSON.parse(metadata);

/** A modal holds 100 blocks; some are ours. */
const MOST_INPUTS = 90;

const option = (id: string) => ({ text: plain(id, 75), value: id });

/** Choosing another one draws the form anew, with its defaults and its notice. */
const environmentField = ({ environment, environments }: StartForm): readonly KnownBlock[] =>
  environments.length < 2
    ? []
    : [
        {
          type: 'input',
          block_id: ENVIRONMENT,
          dispatch_action: true,
          label: plain('Environment', 150),
          element: {
            type: 'static_select',
            action_id: ENVIRONMENT,
            options: environments.slice(0, 100).map(option),
            initial_option: option(environment.id),
          },
        },
      ];

const DEFAULTS: Readonly<Record<Input['type'], (text: string) => Json>> = {
  string: (text) => text,
  integer: Number,
  number: Number,
  boolean: (text) => text,
  array: (text) => text.split(/[,\n]/).map((item) => item.trim()),
};

const prefilled = (input: Input, text: string | undefined): Input =>
  text === undefined ? input : { ...input, default: DEFAULTS[input.type](text) };

const withChoices = (input: Input, choices: readonly string[] | undefined): Input =>
  choices && !input.enum ? { ...input, enum: choices } : input;

/** Asked where nobody knows in which channel the run shall be told. */
const channelField: InputBlock = {
  type: 'input',
  block_id: CHANNEL,
  label: plain('Channel', 150),
  hint: plain('Where the run is told and its steps are approved.', 150),
  element: {
    type: 'conversations_select',
    action_id: VALUE,
    default_to_current_conversation: true,
    filter: { include: ['public', 'private'], exclude_bot_users: true, exclude_external_shared_channels: true },
  },
};

const reasonField = ({ environment }: StartForm, reason: string | undefined): InputBlock => ({
  type: 'input',
  block_id: REASON,
  optional: environment.reason === 'optional',
  label: plain('Why now', 150),
  hint: plain('It stands on every card and in the history.', 150),
  element: {
    type: 'plain_text_input',
    action_id: VALUE,
    max_length: 200,
    placeholder: plain('An incident, a ticket, or what you see', 150),
    ...(reason ? { initial_value: cut(reason, 200) } : {}),
  },
});

/** Slack keeps at most 3,000 characters with a form (https://docs.slack.dev/reference/views/modal-views). */
const keepable = (given: Given): Pick<StartAbout, 'given'> => (JSON.stringify(given).length < 2_000 ? { given } : {});

/** Asks for everything that a start needs. */
export function startForm(
  form: StartForm,
  from: Pick<StartAbout, 'channel' | 'context'>,
  given: Given = { inputs: {} },
): ModalView {
  const { runbook, environment } = form;
  // A secret is never asked for in Slack.
  const inputs = form.inputs
    .filter(({ secret }) => !secret)
    .map((input) => prefilled(withChoices(input, form.choices[input.name]), given.inputs[input.name]));
  const about: StartAbout = { runbook: runbook.id, environment: environment.id, ...from, ...keepable(given) };
  return {
    type: 'modal',
    callback_id: START_FORM,
    private_metadata: JSON.stringify(about),
    title: plain(runbook.title, 24),
    submit: plain('Start', 24),
    close: plain('Cancel', 24),
    blocks: [
      section(joined([md`*${cut(runbook.title, 200)}*`, md`${cut(runbook.summary ?? '', 600)}`], '\n')),
      context(md`${cut(form.notice, 600)}`),
      ...(from.context ? [context(md`for ${link(from.context, 'this message')}`)] : []),
      ...(from.channel ? [] : [channelField]),
      ...environmentField(form),
      ...inputs.slice(0, MOST_INPUTS).map((input) => inputField(input, environment.id)),
      reasonField(form, given.reason),
    ],
  };
}
