import type { Person } from '#domain/person.ts';

/** The members of a user of Slack that we read (https://docs.slack.dev/reference/objects/user-object). */
export interface SlackUser {
  readonly id?: string;
  readonly name?: string;
  readonly team_id?: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly enterprise_user?: { readonly enterprise_id?: string; readonly teams?: string[] };
  readonly profile?: { readonly display_name?: string; readonly real_name?: string };
}

/** Where the app is installed: a team, and the Enterprise around it if there is one. */
export interface Installation {
  readonly team: string;
  readonly enterprise?: string;
}

const SLACKBOT = 'USLACKBOT';

/** Who decides: members of the team, or of the Enterprise, that the app is installed in. Whoever cannot be placed there is a stranger. */
export function kindOf(user: SlackUser, ours: Installation, claimed?: string): Person['kind'] {
  if (user.deleted) return 'deactivated';
  if (user.is_bot || user.id === SLACKBOT) return 'bot';
  if (user.is_stranger || !isOurs(user, ours) || !isTheirs(user, ours, claimed)) return 'stranger';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}

const isColleague = ({ enterprise_user: theirs }: SlackUser, { enterprise }: Installation): boolean =>
  enterprise !== undefined && theirs?.enterprise_id === enterprise;

const isOurs = (user: SlackUser, ours: Installation): boolean => user.team_id === ours.team || isColleague(user, ours);

/** Whether the team that a payload names is one that this person acts for: ours, or another one of the same Enterprise. */
function isTheirs(user: SlackUser, ours: Installation, claimed: string | undefined): boolean {
  if (claimed === undefined || claimed === ours.team) return true;
  if (!isColleague(user, ours)) return false;
  return [ours.enterprise, user.team_id, ...(user.enterprise_user?.teams ?? [])].includes(claimed);
}
