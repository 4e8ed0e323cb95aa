import type { WebClient } from '@slack/web-api';
import { expiring } from './expiring.ts';
import type { SlackDirectory } from './identity.ts';
import { slackCode } from './trouble.ts';

/** Who reads more than what is posted where they are. What keeps us from knowing is a no. */
export interface Sight {
  /** Why this person may read nothing; guests, apps and people of other organisations may not. */
  unseeing(person: string): Promise<string | undefined>;
  /** Why what is said in a channel may not be repeated to this person elsewhere. */
  hidden(person: string, channel: string | undefined): Promise<string | undefined>;
}

const LIFE = 60_000;
const A_PAGE = 1_000;

const NOT_OURS = 'Only members of this workspace may read this.';
const UNREADABLE = 'Slack does not say who you are, so nothing is shown. Try again in a moment.';
const PRIVATE = 'That run belongs to a private channel that you are not in.';

/**
 * A private channel's runs are shown to its members alone. Without `channels:read` and `groups:read` the app cannot tell, and shows them as everything else;
 * whatever else keeps it from knowing is a no.
 */
export function createSight(
  client: WebClient,
  { ungrouped }: Pick<SlackDirectory, 'ungrouped'>,
  now = () => performance.now(),
): Sight {
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

  const isAmong = async (person: string, channel: string): Promise<boolean> => {
    try {
      return (await isOpen(channel)) || (await membersOf(channel)).has(person);
    } catch (thrown) {
      return slackCode(thrown) === 'missing_scope';
    }
  };

  const unseeing: Sight['unseeing'] = (person) =>
    ungrouped(person).then(
      ({ kind }) => (kind === 'member' ? undefined : NOT_OURS),
      () => UNREADABLE,
    );

  return {
    unseeing,
    async hidden(person, channel) {
      const stranger = await unseeing(person);
      if (stranger || !channel) return stranger;
      return (await isAmong(person, channel)) ? undefined : PRIVATE;
    },
  };
}
