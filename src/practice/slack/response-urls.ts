import { randomUUID } from 'node:crypto';
import type { Args } from './args.ts';
import { rewrite, say } from './messages.ts';
import type { Place } from './places.ts';
import { slackError } from './slack-error.ts';
import type { Message, Workspace } from './workspace.ts';

/** For whom, where and about which message an answer may be given. */
export interface Occasion {
  readonly person: string;
  readonly place: Place;
  /** The message whose button was clicked. */
  readonly ts?: string;
}

export interface ResponseUrls {
  /** The last part of a new response URL. */
  readonly issue: (occasion: Occasion) => string;
  /** What the bot posted to it. Throws Slack's errors. */
  readonly use: (id: string, args: Args) => void;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const USES = 5;
const LIFE = 30 * 60_000;

function original(workspace: Workspace, { ts }: Occasion): Message {
  const message = ts === undefined ? undefined : workspace.messages.get(ts);
  if (!message) throw slackError('message_not_found');
  return message;
}

/** Ephemeral unless the bot says `in_channel`; or instead of the message that was acted on. */
export function respond(workspace: Workspace, occasion: Occasion, args: Args): void {
  if (args['delete_original'] === true) {
    workspace.messages.delete(original(workspace, occasion).ts);
    workspace.changed();
  } else if (args['replace_original'] === true) {
    rewrite(workspace, original(workspace, occasion), args);
  } else {
    say(workspace, occasion.place, args, args['response_type'] === 'in_channel' ? undefined : occasion.person);
  }
}

export function createResponseUrls(workspace: Workspace): ResponseUrls {
  const issued = new Map<string, { readonly occasion: Occasion; readonly until: number; readonly left: number }>();
  return {
    issue: (occasion) => {
      const id = randomUUID();
      issued.set(id, { occasion, until: performance.now() + LIFE, left: USES });
      return id;
    },
    use: (id, args) => {
      const found = issued.get(id);
      if (!found || performance.now() > found.until) throw slackError('expired_url');
      if (found.left === 0) throw slackError('used_url');
      issued.set(id, { ...found, left: found.left - 1 });
      respond(workspace, found.occasion, args);
    },
  };
}
