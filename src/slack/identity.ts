import type { WebClient } from '@slack/web-api';
import type { Config } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import type { Person } from '#domain/person.ts';
import type { ChannelFacts, Directory } from '#engine/ports.ts';
import { expiring } from './expiring.ts';
import { type Installation, kindOf, type SlackUser } from './kind-of.ts';
import { slackCode } from './trouble.ts';

const firstOf = (...names: readonly (string | undefined)[]): string => names.find((name) => name) ?? '';

const unreadable = (what: string, cause: unknown): Failure =>
  new Failure('transient', 'identity-unreadable', `Slack does not say ${what}, so the answer is no.`, { cause });

interface Knows extends Installation {
  config(): Config;
  /** Milliseconds of any clock that does not go back. */
  now?(): number;
}

export interface SlackDirectory extends Directory {
  channel(id: string): Promise<ChannelFacts | undefined>;
  ungrouped(id: string, team?: string): Promise<Person>;
  /** Slack says that this person, group or channel is not what it was: it is read again when it is next asked for. */
  forget(id: string): void;
}

/** How long Slack's word on a person, a group or a channel is used again. */
const LIFE = 60_000;

/** Where the app is not invited it does not see private channels at all. */
const UNSEEN: ChannelFacts = { shared: false, archived: false, joined: false, private: true };

/** https://docs.slack.dev/reference/methods/conversations.info; without the scopes for it nothing is known. */
async function readChannel(client: WebClient, channel: string): Promise<ChannelFacts | undefined> {
  try {
    const { channel: found } = await client.conversations.info({ channel });
    if (!found) throw unreadable(`what ${channel} is`, undefined);
    return {
      shared: found.is_ext_shared === true || found.is_pending_ext_shared === true,
      archived: found.is_archived === true,
      // Direct messages have no members to invite.
      joined: found.is_member === true || found.is_im === true,
      private: found.is_private === true,
    };
  } catch (thrown) {
    const code = slackCode(thrown);
    if (code === 'missing_scope') return undefined;
    if (code === 'channel_not_found') return UNSEEN;
    throw unreadable(`what ${channel} is`, thrown);
  }
}

async function readUser(client: WebClient, user: string): Promise<SlackUser> {
  const answer = await client.users.info({ user }).catch((thrown: unknown) => {
    throw unreadable(`who ${user} is`, thrown);
  });
  // Somebody who had two ids would have two votes.
  if (answer.user?.id !== user) throw unreadable(`who ${user} is`, undefined);
  return answer.user;
}

async function readMembers(client: WebClient, usergroup: string): Promise<ReadonlySet<string>> {
  const answer = await client.usergroups.users.list({ usergroup }).catch((thrown: unknown) => {
    throw unreadable(`who is in the group ${usergroup}`, thrown);
  });
  return new Set(answer.users);
}

/** Everybody, and every channel, as Slack knows them now, at most a minute old. Throws Failure `identity-unreadable`. */
export function createDirectory(client: WebClient, knows: Knows): SlackDirectory {
  const { config, now = () => performance.now() } = knows;
  const userOf = expiring(LIFE, now, (user) => readUser(client, user));
  const membersOf = expiring(LIFE, now, (usergroup) => readMembers(client, usergroup));
  const channelOf = expiring(LIFE, now, (channel) => readChannel(client, channel));
  const isIn = async (id: string, group: Config['groups'][string]): Promise<boolean> =>
    'slack' in group ? (await membersOf(group.slack)).has(id) : group.users.includes(id);

  const ungrouped: SlackDirectory['ungrouped'] = async (id, team) => {
    const user = await userOf(id);
    const name = firstOf(user.profile?.display_name, user.profile?.real_name, user.name, id);
    return { id, name, kind: kindOf(user, knows, team), groups: [] };
  };

  return {
    channel: channelOf,
    ungrouped,
    forget(id) {
      for (const known of [userOf, membersOf, channelOf]) known.forget(id);
    },
    async members(name) {
      const group = config().groups[name];
      if (!group) return [];
      return 'slack' in group ? [...(await membersOf(group.slack))] : group.users;
    },
    async person(id, team) {
      const someone = await ungrouped(id, team);
      if (someone.kind !== 'member') return someone;
      const groups = Object.entries(config().groups);
      const within = await Promise.all(groups.map(([, group]) => isIn(id, group)));
      return { ...someone, groups: groups.flatMap(([group], index) => (within[index] ? [group] : [])) };
    },
  };
}
