import type { Core } from '../core.ts';
import { keep } from '../messages.ts';
import { findPerson, findPlace } from '../places.ts';
import type { Message } from '../workspace.ts';

interface Posted {
  readonly person: string;
  readonly channel: string;
  readonly text: string;
  readonly threadTs?: string;
}

/** A person writes a message. The app has not subscribed to messages, so the bot hears nothing of it. */
export function post({ workspace }: Core, { person, channel, text, threadTs }: Posted): Message {
  const author = findPerson(workspace.options, person).id;
  const place = findPlace(workspace.options, channel);
  const base = { channel: place.id, ts: workspace.nextTs(), author, text, blocks: [] };
  return keep(workspace, { ...base, ...(threadTs ? { threadTs } : {}) });
}
