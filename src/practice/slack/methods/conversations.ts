import type { JsonObject } from '#domain/json.ts';
import type { Args } from '../args.ts';
import { messageJson } from '../messages.ts';
import { APP } from '../options.ts';
import { findKnownPlace, findOwnPlace, type Place } from '../places.ts';
import { slackError } from '../slack-error.ts';
import type { Message, Workspace } from '../workspace.ts';
import type { Methods } from './method.ts';

const placeJson = ({ id, name, kind, members, isPrivate, isArchived, shared }: Place): JsonObject => ({
  id,
  ...(kind === 'channel' ? { name, name_normalized: name } : { user: members[0] ?? '' }),
  is_channel: kind === 'channel' && !isPrivate,
  is_group: kind === 'channel' && isPrivate,
  is_im: kind === 'direct',
  is_private: isPrivate,
  is_archived: isArchived,
  is_ext_shared: shared === 'shared',
  is_shared: shared === 'shared',
  is_pending_ext_shared: shared === 'pending',
  is_member: members.includes(APP.userId),
  num_members: members.length,
});

const isTrue = (value: unknown): boolean => value === true || value === 'true';

const inPlace = (workspace: Workspace, place: Place): readonly Message[] =>
  [...workspace.messages.values()].filter(({ channel, onlyFor }) => channel === place.id && onlyFor === undefined);

/** Bounds are exclusive unless `inclusive`, as in Slack. */
function isWithin(ts: string, args: Args): boolean {
  const { oldest = '0', latest = '9999999999.999999' } = args;
  const at = Number(ts);
  const [from, to] = [Number(oldest), Number(latest)];
  return (at > from && at < to) || (isTrue(args['inclusive']) && (at === from || at === to));
}

const MOST = 999;

/** One page; the cursor counts what went before. */
function written(messages: readonly Message[], args: Args): JsonObject {
  const limit = Math.min(Number(args['limit'] ?? 100), MOST);
  const from = Number(args['cursor'] || 0);
  const to = from + limit;
  const withMetadata = isTrue(args['include_all_metadata']);
  const shown = messages.slice(from, to).map((message) => ({
    ...messageJson(message),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  }));
  const isMore = messages.length > to;
  return { messages: shown, has_more: isMore, response_metadata: { next_cursor: isMore ? String(to) : '' } };
}

export const conversationMethods: Methods = {
  'conversations.info': ({ workspace }, args) => ({
    channel: placeJson(findKnownPlace(workspace.options, args['channel'])),
  }),
  'conversations.members': ({ workspace }, args) => ({
    members: findKnownPlace(workspace.options, args['channel']).members,
    response_metadata: { next_cursor: '' },
  }),
  'conversations.history': ({ workspace }, args) => {
    const messages = inPlace(workspace, findOwnPlace(workspace.options, args['channel']));
    const roots = messages.filter(({ ts, threadTs }) => threadTs === undefined && isWithin(ts, args));
    return written(roots.reverse(), args);
  },
  'conversations.replies': ({ workspace }, args) => {
    const messages = inPlace(workspace, findOwnPlace(workspace.options, args['channel']));
    const root = messages.find(({ ts }) => ts === args['ts']);
    if (!root) throw slackError('thread_not_found');
    return written([root, ...messages.filter(({ ts, threadTs }) => threadTs === root.ts && isWithin(ts, args))], args);
  },
};
