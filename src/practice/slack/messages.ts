import type { JsonObject } from '#domain/json.ts';
import type { Args } from './args.ts';
import { fileJson } from './files.ts';
import { readContent } from './message-content.ts';
import { APP } from './options.ts';
import { findOpenPlace, type Place } from './places.ts';
import { slackError } from './slack-error.ts';
import type { Message, SlackFile, Workspace } from './workspace.ts';

/** Keeps the message and tells the listeners. */
export function keep(workspace: Workspace, message: Message): Message {
  workspace.messages.set(message.ts, message);
  workspace.changed();
  return message;
}

function threadOf(workspace: Workspace, place: Place, threadTs: unknown): { readonly threadTs?: string } {
  if (threadTs === undefined) return {};
  const parent = workspace.messages.get(String(threadTs));
  if (parent?.channel !== place.id || parent.onlyFor) throw slackError('thread_not_found');
  return { threadTs: parent.threadTs ?? parent.ts };
}

/** A message of the bot; `onlyFor` makes it ephemeral. */
export function say(workspace: Workspace, place: Place, args: Args, onlyFor?: string): Message {
  const content = readContent(workspace, args);
  const thread = threadOf(workspace, place, args['thread_ts']);
  const base = { channel: place.id, ts: workspace.nextTs(), author: APP.userId };
  return keep(workspace, { ...base, ...content, ...thread, ...(onlyFor ? { onlyFor } : {}) });
}

function ownMessage(workspace: Workspace, args: Args, refusal: string): Message {
  const place = findOpenPlace(workspace.options, args['channel']);
  const message = workspace.messages.get(String(args['ts']));
  if (message?.channel !== place.id || message.onlyFor || message.isDeleted) throw slackError('message_not_found');
  if (message.author !== APP.userId) throw slackError(refusal);
  return message;
}

/** Blocks and metadata that are not sent stay as they were, as in Slack. */
export function rewrite(workspace: Workspace, message: Message, args: Args): Message {
  const content = readContent(workspace, args, message);
  return keep(workspace, { ...message, ...content, editedTs: workspace.nextTs() });
}

export const postMessage = (workspace: Workspace, args: Args): Message =>
  say(workspace, findOpenPlace(workspace.options, args['channel']), args);

/** A message that shows files; unlike others it may have no words. */
export function share(workspace: Workspace, args: Args, files: readonly SlackFile[]): Message {
  const place = findOpenPlace(workspace.options, args['channel_id']);
  const thread = threadOf(workspace, place, args['thread_ts']);
  const text = typeof args['initial_comment'] === 'string' ? args['initial_comment'] : '';
  const base = { channel: place.id, ts: workspace.nextTs(), author: APP.userId, text, blocks: [] };
  return keep(workspace, { ...base, ...thread, files });
}

export function postEphemeral(workspace: Workspace, args: Args): Message {
  const place = findOpenPlace(workspace.options, args['channel']);
  const person = String(args['user']);
  if (!place.members.includes(person)) throw slackError('user_not_in_channel');
  return say(workspace, place, args, person);
}

export const updateMessage = (workspace: Workspace, args: Args): Message =>
  rewrite(workspace, ownMessage(workspace, args, 'cant_update_message'), args);

/** What was answered leaves a gravestone, under which its thread goes on; anything else leaves nothing. */
export function remove(workspace: Workspace, message: Message): Message {
  const hasReplies = [...workspace.messages.values()].some(({ threadTs }) => threadTs === message.ts);
  const { metadata: _, ...rest } = message;
  if (hasReplies) return keep(workspace, { ...rest, isDeleted: true, text: 'This message was deleted.', blocks: [] });
  workspace.messages.delete(message.ts);
  workspace.changed();
  return message;
}

export const deleteMessage = (workspace: Workspace, args: Args): Message =>
  remove(workspace, ownMessage(workspace, args, 'cant_delete_message'));

/** The message as Slack writes it in answers and payloads. */
export const messageJson = (message: Message): JsonObject => ({
  type: 'message',
  ...(message.isDeleted ? { subtype: 'tombstone' } : {}),
  user: message.author,
  ...(message.author === APP.userId ? { bot_id: APP.botId, app_id: APP.id } : {}),
  ts: message.ts,
  text: message.text,
  blocks: message.blocks,
  ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
  ...(message.files ? { files: message.files.map(fileJson) } : {}),
  ...(message.editedTs ? { edited: { user: message.author, ts: message.editedTs } } : {}),
});
