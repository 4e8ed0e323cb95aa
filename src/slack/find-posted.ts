import type { WebClient } from '@slack/web-api';
import type { Letter, Place } from './letter.ts';

/** Our clock and Slack's may differ by so much. */
const SKEW = 5 * 60_000;
const PAGE = 200;
const MOST_PAGES = 10;

interface Found {
  readonly ts?: string;
  readonly metadata?: { readonly event_payload?: object };
}

interface Page {
  readonly messages?: readonly Found[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

const intentOf = ({ metadata }: Found): unknown => {
  const payload = metadata?.event_payload;
  return payload && 'intent' in payload ? payload.intent : undefined;
};

/** Where the letter stands that may have been posted, later than where it is known to have stood; read from its thread or the channel. Throws what Slack refuses. */
export async function findPosted(
  client: WebClient,
  { intent, channel, thread, at, since }: Letter,
): Promise<Place | undefined> {
  const where = thread?.channel ?? channel;
  const asked = {
    channel: where,
    oldest: String(Math.max(0, since - SKEW) / 1_000),
    include_all_metadata: true,
    limit: PAGE,
  };
  const read = (cursor: string): Promise<Page> => {
    const page = cursor ? { ...asked, cursor } : asked;
    return thread ? client.conversations.replies({ ...page, ts: thread.ts }) : client.conversations.history(page);
  };
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { messages = [], response_metadata: more } = await read(cursor);
    const found = messages.find((each) => intentOf(each) === intent && Number(each.ts) > Number(at?.ts ?? 0));
    if (found?.ts) return { channel: where, ts: found.ts };
    cursor = more?.next_cursor ?? '';
    if (!cursor) break;
  }
  return undefined;
}
