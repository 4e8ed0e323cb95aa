import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { createDirectory, type SlackDirectory } from '#slack/identity.ts';

export const TEAM = 'T0ACME';
const GROUPS = { sre: { slack: 'S0SRE' }, oncall: { slack: 'S0ONCALL' } };

/** Everybody in the table: as Slack knows them, in which groups, and as the table calls them. */
const everybody = {
  alice: { is: 'The requester', in: ['S0ONCALL'], user: {} },
  rita: { is: 'A requester in @sre', in: ['S0ONCALL', 'S0SRE'], user: {} },
  bob: { is: 'A member of @sre', in: ['S0SRE'], user: {} },
  dan: { is: 'Another member of @sre', in: ['S0SRE'], user: {} },
  eve: { is: 'A member of @sre and @oncall', in: ['S0SRE', 'S0ONCALL'], user: {} },
  ann: { is: 'A member of @oncall', in: ['S0ONCALL'], user: {} },
  max: { is: 'A member of no group', in: [], user: {} },
  gus: { is: 'A guest in @sre', in: ['S0SRE'], user: { is_restricted: true } },
  sid: {
    is: 'A guest of this one channel, in @sre',
    in: ['S0SRE'],
    user: { is_restricted: true, is_ultra_restricted: true },
  },
  sam: { is: 'Somebody of a connected workspace, in @sre', in: ['S0SRE'], user: { is_stranger: true } },
  tom: { is: 'Somebody of another team, in @sre', in: ['S0SRE'], user: { team_id: 'T0OTHER' } },
  bot: { is: 'An app in @sre', in: ['S0SRE'], user: { is_bot: true } },
  zoe: { is: 'A deactivated account in @sre', in: ['S0SRE'], user: { deleted: true } },
} as const;

export type Id = keyof typeof everybody;
export const titleOf = (id: Id): string => everybody[id].is;

/** What Slack says, which the table changes and puts back. */
export interface Workspace {
  readonly directory: SlackDirectory;
  leaves(id: Id, group: string): void;
  breaks(group: string): void;
  share(): void;
  /** As it was in the beginning. */
  heal(): void;
}

const refusal = (error: string) => new WebAPIPlatformError({ ok: false, error });

/** The real directory over a Slack of our own, where nothing is kept from one question to the next. */
export function createWorkspace(): Workspace {
  let left = new Set<string>();
  let broken = new Set<string>();
  let shared = false;
  let time = 0;
  const client = {
    users: {
      info: async ({ user }: { user: Id }) => {
        if (!everybody[user]) throw refusal('user_not_found');
        const name = user.charAt(0).toUpperCase() + user.slice(1);
        return { user: { id: user, name, team_id: TEAM, ...everybody[user].user } };
      },
    },
    usergroups: {
      users: {
        list: async ({ usergroup }: { usergroup: string }) => {
          if (broken.has(usergroup)) throw refusal('fatal_error');
          const ids = Object.entries(everybody).filter(([, person]) =>
            (person.in as readonly string[]).includes(usergroup),
          );
          return { users: ids.map(([id]) => id).filter((id) => !left.has(`${id} ${usergroup}`)) };
        },
      },
    },
    conversations: {
      info: async () => ({ channel: { is_member: true, is_ext_shared: shared } }),
    },
  };
  const directory = createDirectory(client as unknown as WebClient, {
    config: () => ({ groups: GROUPS, environments: [], schedules: [], lint: { disable: [], severity: {}, paths: [] } }),
    team: TEAM,
    now: () => {
      time += 60_000;
      return time;
    },
  });
  return {
    directory,
    leaves: (id, group) => void left.add(`${id} ${group}`),
    breaks: (group) => void broken.add(group),
    share() {
      shared = true;
    },
    heal() {
      [left, broken, shared] = [new Set(), new Set(), false];
    },
  };
}
