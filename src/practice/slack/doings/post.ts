import type { Core } from '../core.ts';
import type { Events } from '../events.ts';
import { keep } from '../messages.ts';
import { APP } from '../options.ts';
import { findPerson, findPlace } from '../places.ts';
import type { Message } from '../workspace.ts';

interface Posted {
  readonly person: string;
  readonly channel: string;
  readonly text: string;
  readonly threadTs?: string;
}

/** `@Stepward`, as people type it, is a mention of the app. */
const withMention = (text: string): string =>
  text.replace(new RegExp(`@${APP.displayName}\\b`, 'gi'), `<@${APP.userId}>`);

/** A person writes a message. The app hears of it only where it is mentioned (https://docs.slack.dev/reference/events/app_mention). */
export function post({ workspace }: Core, events: Events, { person, channel, text, threadTs }: Posted): Message {
  const author = findPerson(workspace.options, person).id;
  const place = findPlace(workspace.options, channel);
  const said = withMention(text);
  const ts = workspace.nextTs();
  const thread = threadTs ? { threadTs } : {};
  const message = keep(workspace, { channel: place.id, ts, author, text, blocks: [], ...thread });
  if (said.includes(`<@${APP.userId}>`) && place.members.includes(APP.userId)) {
    const at = { channel: place.id, ts, event_ts: ts, ...(threadTs ? { thread_ts: threadTs } : {}) };
    void events.send({ type: 'app_mention', user: author, team: workspace.options.team.id, text: said, ...at });
  }
  return message;
}
