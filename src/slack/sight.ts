import type { WebClient } from '@slack/web-api';
import { expiring } from './expiring.ts';
import { slackCode } from './trouble.ts';

/** Whether what is said in a channel may be repeated to somebody elsewhere. */
export interface Sight {
  mayRead(person: string, channel: string | undefined): Promise<boolean>;
}

const LIFE = 60_000;
const A_PAGE = 1_000;

/**
 * A private channel's runs are shown to its members alone. Without `channels:read` and `groups:read` the app cannot tell, and shows them as everything else;
 * whatever else keeps it from knowing is a no.
 */
export function createSight(client: WebClient, now = () => performance.now()): Sight {
  const isOpen = expiring(LIFE, now, async (channel): Promise<boolean> => {
    const { channel: found } = await client.conversations.info({ channel });
    return found?.is_private === false;
  });
  const membersOf = expiring(LIFE, now, async (channel): Promise<ReadonlySet<string>> => {
    const members = new Set<string>();
    let cursor = '';
    do {
      const page = await client.conversations.members({ channel, limit: A_PAGE, ...(cursor ? { cursor } : {}) });
      for (const member of page.members ?? []) members.add(member);
      cursor = page.response_metadata?.next_cursor ?? '';
    } while (cursor);
    return members;
  });
  return {
    async mayRead(person, channel) {
      if (!channel) return true;
      try {
        return (await isOpen(channel)) || (await membersOf(channel)).has(person);
      } catch (thrown) {
        return slackCode(thrown) === 'missing_scope';
      }
    },
  };
}
