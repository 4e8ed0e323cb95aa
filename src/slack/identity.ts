import type { WebClient } from '@slack/web-api';
import type { Config } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import type { Person } from '#domain/person.ts';
import type { Directory } from '#engine/ports.ts';
import { expiring } from './expiring.ts';

/** The members of a user of Slack that we read (https://docs.slack.dev/reference/objects/user-object). */
interface SlackUser {
  readonly id?: string;
  readonly name?: string;
  readonly team_id?: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly profile?: { readonly display_name?: string; readonly real_name?: string };
}

const SLACKBOT = 'USLACKBOT';

/** Who decides: members of the team that the app is installed in. Whoever cannot be placed there is a stranger. */
function kindOf(user: SlackUser, team: string): Person['kind'] {
  if (user.deleted) return 'deactivated';
  if (user.is_bot || user.id === SLACKBOT) return 'bot';
  if (user.is_stranger || user.team_id !== team) return 'stranger';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}

const firstOf = (...names: readonly (string | undefined)[]): string => names.find((name) => name) ?? '';

const unreadable = (what: string, cause: unknown): Failure =>
  new Failure('transient', 'identity-unreadable', `Slack does not say ${what}, so the answer is no.`, { cause });

interface Knows {
  config(): Config;
  readonly team: string;
  /** Milliseconds of any clock that does not go back. */
  now?(): number;
}

/** How long Slack's word on a person or a group is used again. */
const LIFE = 60_000;

/** Everybody as Slack knows them now, at most a minute old. Throws Failure `identity-unreadable`. */
export function createDirectory(client: WebClient, { config, team, now = () => performance.now() }: Knows): Directory {
  const userOf = expiring(LIFE, now, async (user): Promise<SlackUser> => {
    const answer = await client.users.info({ user }).catch((thrown: unknown) => {
      throw unreadable(`who ${user} is`, thrown);
    });
    if (!answer.user) throw unreadable(`who ${user} is`, undefined);
    return answer.user;
  });
  const membersOf = expiring(LIFE, now, async (usergroup): Promise<ReadonlySet<string>> => {
    const answer = await client.usergroups.users.list({ usergroup }).catch((thrown: unknown) => {
      throw unreadable(`who is in the group ${usergroup}`, thrown);
    });
    return new Set(answer.users);
  });
  const isIn = async (id: string, group: Config['groups'][string]): Promise<boolean> =>
    'slack' in group ? (await membersOf(group.slack)).has(id) : group.users.includes(id);

  return {
    async members(name) {
      const group = config().groups[name];
      if (!group) return [];
      return 'slack' in group ? [...(await membersOf(group.slack))] : group.users;
    },
    async person(id) {
      const user = await userOf(id);
      const kind = kindOf(user, team);
      const name = firstOf(user.profile?.display_name, user.profile?.real_name, user.name, id);
      if (kind !== 'member') return { id, name, kind, groups: [] };
      const groups = Object.entries(config().groups);
      const within = await Promise.all(groups.map(([, group]) => isIn(id, group)));
      return { id, name, kind, groups: groups.flatMap(([group], index) => (within[index] ? [group] : [])) };
    },
  };
}
