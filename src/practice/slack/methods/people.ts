import type { JsonObject } from '#domain/json.ts';
import { APP, type PracticeSlackOptions, type SlackGroup, type SlackPerson } from '../options.ts';
import { findPerson } from '../places.ts';
import { slackError } from '../slack-error.ts';
import type { Methods } from './method.ts';

const OWN: SlackPerson = { id: APP.userId, name: APP.name, displayName: APP.displayName, kind: 'bot' };

const enterpriseJson = (id: string, team: string): JsonObject => ({
  enterprise_user: { enterprise_id: id, teams: [team] },
});

/** https://docs.slack.dev/reference/objects/user-object */
function personJson(options: PracticeSlackOptions, person: SlackPerson): JsonObject {
  const { id, name, displayName, kind, team = options.team.id, enterprise } = person;
  return {
    id,
    team_id: team,
    name,
    real_name: displayName,
    deleted: kind === 'deactivated',
    is_bot: kind === 'bot',
    is_restricted: kind === 'guest' || kind === 'single-channel-guest',
    is_ultra_restricted: kind === 'single-channel-guest',
    is_stranger: kind === 'stranger',
    is_admin: false,
    is_owner: false,
    is_app_user: false,
    tz: 'Etc/UTC',
    tz_offset: 0,
    ...(enterprise ? enterpriseJson(enterprise, team) : {}),
    profile: { real_name: displayName, display_name: displayName, team },
  };
}

const groupJson = (options: PracticeSlackOptions, { id, handle, members }: SlackGroup): JsonObject => ({
  id,
  team_id: options.team.id,
  is_usergroup: true,
  name: handle,
  handle,
  description: '',
  is_external: false,
  date_delete: 0,
  user_count: members.length,
  users: members,
});

export const peopleMethods: Methods = {
  'users.info': ({ workspace: { options } }, { user }) => ({
    user: personJson(options, user === APP.userId ? OWN : findPerson(options, user)),
  }),
  'users.list': ({ workspace: { options } }) => ({
    members: [OWN, ...options.people].map((person) => personJson(options, person)),
    response_metadata: { next_cursor: '' },
  }),
  'usergroups.list': ({ workspace: { options } }) => ({
    usergroups: options.groups.map((group) => groupJson(options, group)),
  }),
  'usergroups.users.list': ({ workspace: { options } }, { usergroup }) => {
    const group = options.groups.find(({ id }) => id === usergroup);
    if (!group) throw slackError('no_such_subteam');
    return { users: group.members };
  },
};
