import type { App, BlockAction, ButtonAction, RespondArguments } from '@slack/bolt';
import type { ChatPostEphemeralArguments, WebClient } from '@slack/web-api';
import type { Answer, Engine } from '#engine/api.ts';
import type { SurfaceName } from '#engine/ports.ts';
import type { Sight } from './sight.ts';
import type { Message } from './views/blocks.ts';
import type { Names } from './views/names.ts';
import { note } from './views/note.ts';

/** What the listeners work with. */
export interface Parts {
  readonly engine: Engine;
  /** Ours and not Bolt's, which would repeat calls and name the clicker's team. */
  readonly client: WebClient;
  readonly surface: SurfaceName;
  readonly sight: Sight;
  names(): Names;
  /** What was known of this person, group or channel is read again. */
  forget(id: string): void;
  /** Epoch milliseconds, as the runs' times are. */
  now(): number;
}

/** Adds the listeners of one interaction: acknowledge, decode, hand to the engine, answer the person. */
export type Register = (app: App, parts: Parts) => void;

export type ButtonClick = BlockAction<ButtonAction>;

/** The team that the payload says they belong to. */
export const teamOf = ({ team_id: team }: { readonly team_id?: string | undefined }): { readonly team?: string } =>
  team ? { team } : {};

/** For this person alone; in the thread they are in. */
export const privately = ({ text, blocks }: Message, thread?: string): RespondArguments => ({
  response_type: 'ephemeral',
  replace_original: false,
  text,
  blocks: [...blocks],
  ...(thread ? { thread_ts: thread } : {}),
});

export const saying = (text: string, thread?: string): RespondArguments => privately(note(text), thread);

/** The same where there is no click to answer: a form has been sent. */
export function ephemeral(
  text: string,
  { user, channel, thread }: { readonly user: string; readonly channel: string; readonly thread?: string | undefined },
): ChatPostEphemeralArguments {
  const { blocks, ...rest } = note(text);
  return { channel, user, ...rest, blocks: [...blocks], ...(thread ? { thread_ts: thread } : {}) };
}

/** What the person shall read, if anything: most answers are seen on the card. */
export function wordsOf(answer: Answer): string | undefined {
  if ('refused' in answer) return answer.refused;
  return 'problems' in answer ? answer.problems.map(({ message }) => message).join(' ') : answer.say;
}

/** The message that a button stands on, and the thread it is in. */
export function placeOf({ container, message }: ButtonClick) {
  const thread: unknown = message?.['thread_ts'];
  return {
    channel: String(container['channel_id'] ?? ''),
    ts: String(container['message_ts'] ?? ''),
    ...(typeof thread === 'string' ? { thread } : {}),
  };
}
