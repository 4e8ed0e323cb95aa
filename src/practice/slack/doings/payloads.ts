import type { JsonObject } from '#domain/json.ts';
import type { Core } from '../core.ts';
import { APP, type SlackPerson } from '../options.ts';

/** Slack's old verification token; apps do not read it any more. */
export const TOKEN = 'practice';

const domainOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** As in Slack Connect, the team of a payload is the acting person's own. */
export const teamOf = (
  { workspace: { options } }: Core,
  person: SlackPerson,
): { readonly id: string; readonly domain: string } => ({
  id: person.team ?? options.team.id,
  domain: domainOf(options.team.name),
});

/** What block_actions, view_submission and view_closed have in common. */
export const interaction = (core: Core, person: SlackPerson): JsonObject => ({
  team: teamOf(core, person),
  user: { id: person.id, username: person.name, name: person.name, team_id: teamOf(core, person).id },
  api_app_id: APP.id,
  token: TOKEN,
  enterprise: null,
  is_enterprise_install: false,
  trigger_id: core.workspace.triggers.issue(person.id),
});
