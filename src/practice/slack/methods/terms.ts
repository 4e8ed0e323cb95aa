/** What Slack asks of whoever calls a method. */
export interface Terms {
  /** One of them is needed; of a conversation the one of its kind: `channels:` if it is public, `groups:` if it is private, `im:`. */
  readonly scopes: readonly string[];
  /** Calls in any minute, of one app in one workspace. */
  readonly perMinute: number;
}

/** Tiers 1 to 4 (https://docs.slack.dev/apis/web-api/rate-limits#tiers); where Slack names none, what no app of ours will reach. */
const TIERS = { 1: 1, 2: 20, 3: 50, 4: 100, special: 600 } as const;

const of = (tier: keyof typeof TIERS, ...scopes: readonly string[]): Terms => ({ scopes, perMinute: TIERS[tier] });

const READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

/** https://docs.slack.dev/reference/methods */
export const TERMS: Readonly<Record<string, Terms>> = {
  'api.test': of(4),
  'auth.test': of('special'),
  'apps.connections.open': of(3),
  'blocks.validate': of('special'),
  'chat.postMessage': of('special', 'chat:write'),
  'chat.update': of(3, 'chat:write'),
  'chat.postEphemeral': of(4, 'chat:write'),
  'chat.delete': of(3, 'chat:write'),
  'chat.getPermalink': of('special'),
  'conversations.info': of(3, ...READ),
  'conversations.members': of(4, ...READ),
  'conversations.history': of(3, ...HISTORY),
  'conversations.replies': of(3, ...HISTORY),
  'files.getUploadURLExternal': of(4, 'files:write'),
  'files.completeUploadExternal': of(4, 'files:write'),
  'usergroups.list': of(2, 'usergroups:read'),
  'usergroups.users.list': of(2, 'usergroups:read'),
  'users.info': of(4, 'users:read'),
  'users.list': of(2, 'users:read'),
  'views.open': of(4),
  'views.publish': of(4),
  'views.push': of(4),
  'views.update': of(4),
};

export const termsOf = (method: string): Terms | undefined =>
  Object.hasOwn(TERMS, method) ? TERMS[method] : undefined;
