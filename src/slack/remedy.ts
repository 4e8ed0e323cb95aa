import { retryAfter, slackCode } from './trouble.ts';

/** What is done about something that Slack refused to show. */
export interface Remedy {
  /** Milliseconds until it is tried again. */
  readonly retryIn: number;
  /** What somebody has to do, for the log. */
  readonly todo: string;
}

const SECOND = 1_000;
const MINUTE = 60_000;

const invited: Remedy = { retryIn: MINUTE, todo: 'Invite the app to the channel.' };
const installed: Remedy = { retryIn: MINUTE, todo: 'Install the app again and set SLACK_BOT_TOKEN.' };
const allowed: Remedy = { retryIn: 5 * MINUTE, todo: 'Let the app post in this channel: its settings say who may.' };
const drawn: Remedy = {
  retryIn: 10 * MINUTE,
  todo: 'This is a mistake in Stepward; report it. `stepward show` has it all.',
};

/** https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const REMEDIES: Readonly<Record<string, Remedy>> = {
  is_archived: { retryIn: MINUTE, todo: 'Take the channel out of the archive.' },
  channel_not_found: invited,
  not_in_channel: invited,
  restricted_action: allowed,
  restricted_action_read_only_channel: allowed,
  restricted_action_thread_only_channel: allowed,
  restricted_action_non_threadable_channel: allowed,
  restricted_action_thread_locked: allowed,
  token_revoked: installed,
  token_expired: installed,
  account_inactive: installed,
  invalid_auth: installed,
  not_authed: installed,
  missing_scope: { retryIn: 5 * MINUTE, todo: 'Grant the app the scopes of manifest.yml.' },
  msg_too_long: drawn,
  msg_blocks_too_long: drawn,
  invalid_blocks: drawn,
  invalid_blocks_format: drawn,
};

const UNKNOWN: Remedy = { retryIn: MINUTE, todo: 'It is tried again.' };
const SILENCE: Remedy = { retryIn: 2 * SECOND, todo: 'It is tried again.' };

export function remedyFor(thrown: unknown): Remedy {
  const wait = retryAfter(thrown);
  if (wait !== undefined) return { retryIn: wait, todo: 'It is tried again when Slack wants it.' };
  const code = slackCode(thrown);
  return code === undefined ? SILENCE : (REMEDIES[code] ?? UNKNOWN);
}

/** Somebody deleted the message. */
export const DELETED = 'message_not_found';
/** It stands there, and cannot be changed any more. */
export const FIXED: ReadonlySet<string> = new Set(['cant_update_message', 'edit_window_closed']);
/** What it should hang under is gone, and nothing is left of its thread. */
export const NO_THREAD: ReadonlySet<string> = new Set(['thread_not_found', 'cannot_reply_to_message']);
/** Slack does not take it as it is drawn; something plainer may do. */
export const UNDRAWABLE: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
]);
