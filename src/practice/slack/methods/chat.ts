import { deleteMessage, messageJson, postEphemeral, postMessage, updateMessage } from '../messages.ts';
import { findPlace } from '../places.ts';
import { slackError } from '../slack-error.ts';
import type { Methods } from './method.ts';

export const chatMethods: Methods = {
  'chat.postMessage': ({ workspace }, args) => {
    const message = postMessage(workspace, args);
    return { channel: message.channel, ts: message.ts, message: messageJson(message) };
  },
  'chat.update': ({ workspace }, args) => {
    const message = updateMessage(workspace, args);
    return { channel: message.channel, ts: message.ts, text: message.text, message: messageJson(message) };
  },
  'chat.postEphemeral': ({ workspace }, args) => ({ message_ts: postEphemeral(workspace, args).ts }),
  'chat.delete': ({ workspace }, args) => {
    const { channel, ts } = deleteMessage(workspace, args);
    return { channel, ts };
  },
  'chat.getPermalink': ({ workspace }, args, host) => {
    const place = findPlace(workspace.options, args['channel']);
    const message = workspace.messages.get(String(args['message_ts']));
    if (message?.channel !== place.id || message.onlyFor) throw slackError('message_not_found');
    const { channel, ts, threadTs } = message;
    const thread = threadTs ? `?thread_ts=${threadTs}&cid=${channel}` : '';
    return { channel, permalink: `http://${host}/archives/${channel}/p${ts.replace('.', '')}${thread}` };
  },
};
