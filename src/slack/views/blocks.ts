import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  SectionBlock,
} from '@slack/types';
import { clean, code, cut, cutMarkup, type Mrkdwn, md, oneLine } from './mrkdwn.ts';

/* Each block and element with Slack's own limits (https://docs.slack.dev/reference/block-kit). */

/** `text` is what a notification and a screen reader say: a full sentence. */
export interface Message {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

export const message = (text: Mrkdwn, blocks: readonly (KnownBlock | undefined)[]): Message => ({
  text: cutMarkup(text, 1_000).mrkdwn,
  blocks: blocks.filter((block) => block !== undefined),
});

const LARGEST = 8_000;
const bytes = (drawn: unknown): number => new TextEncoder().encode(JSON.stringify(drawn)).length;

/** Draws with ever less room for each free text until the whole stays under 8 kB. */
export function fitting(draw: (room: number) => Message): Message {
  const room = [600, 300, 160, 80, 40, 20].find((each) => bytes(draw(each)) < LARGEST);
  return draw(room ?? 10);
}

/** Slack takes views of up to 250 kB; what a form carries besides needs some of it. */
const LARGEST_MODAL = 200_000;

/** A modal holds 100 blocks (https://docs.slack.dev/reference/views/modal-views); that something is left out is said. */
export function fitsModal(blocks: readonly KnownBlock[]): KnownBlock[] {
  const sizes = blocks.map(bytes);
  const isSmall = (count: number): boolean =>
    sizes.slice(0, count).reduce((sum, size) => sum + size, 0) < LARGEST_MODAL;
  if (blocks.length <= 100 && isSmall(blocks.length)) return [...blocks];
  let count = Math.min(blocks.length, 99);
  while (!isSmall(count)) count--;
  return [
    ...blocks.slice(0, count),
    section(md`The rest is too large for a form: ${code('stepward show')} has all of it.`),
  ];
}

export const plain = (text: string, most: number): PlainTextElement => ({
  type: 'plain_text',
  text: cut(oneLine(text), most) || '–',
});
const marked = (text: Mrkdwn, most: number): MrkdwnElement => ({
  type: 'mrkdwn',
  text: cutMarkup(text, most).mrkdwn || '–',
});

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, 150) });
export const section = (text: Mrkdwn, accessory?: Button): SectionBlock => ({
  type: 'section',
  text: marked(text, 3_000),
  ...(accessory ? { accessory } : {}),
});
export const fields = (texts: readonly Mrkdwn[]): SectionBlock => ({
  type: 'section',
  fields: texts.slice(0, 10).map((text) => marked(text, 2_000)),
});
export const context = (text: Mrkdwn): ContextBlock => ({ type: 'context', elements: [marked(text, 3_000)] });

/** Exactly as it is, in a box. */
export const preformatted = (text: string, most: number): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: cut(clean(text).trimEnd(), most) || '–' }] },
  ],
});

export const confirm = (title: string, text: Mrkdwn, yes: string, no = 'Go back'): ConfirmationDialog => ({
  title: plain(title, 100),
  text: marked(text, 300),
  confirm: plain(yes, 30),
  deny: plain(no, 30),
});

export interface ButtonOf {
  readonly action: string;
  readonly label: string;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: ConfirmationDialog;
}

export const button = ({ action, label, value, ...rest }: ButtonOf): Button => ({
  type: 'button',
  action_id: action,
  text: plain(label, 75),
  value,
  ...rest,
});

export const actions = (buttons: readonly Button[]): ActionsBlock | undefined =>
  buttons.length > 0 ? { type: 'actions', elements: [...buttons] } : undefined;
