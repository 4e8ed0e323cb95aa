/** How Slack sees somebody: a `guest` is restricted, one of a single channel even more, a `stranger` belongs to another organisation (Slack Connect). */
type SlackPersonKind = 'member' | 'guest' | 'single-channel-guest' | 'bot' | 'deactivated' | 'stranger';

export interface SlackPerson {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly kind: SlackPersonKind;
  /** The person's own team, where it is not the workspace's. */
  readonly team?: string;
  /** Id of the Enterprise that the person belongs to, where there is one. */
  readonly enterprise?: string;
}

export interface SlackGroup {
  readonly id: string;
  readonly handle: string;
  readonly members: readonly string[];
}

export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  /** Ids of the people in it; everyone if absent. */
  readonly members?: readonly string[];
  /** The bot was never invited: posting answers `not_in_channel`. */
  readonly withoutBot?: boolean;
  /** Only its members know that there is one. */
  readonly private?: boolean;
  readonly archived?: boolean;
  /** Another organisation is in it, or invited (Slack Connect). */
  readonly shared?: 'shared' | 'pending';
}

/** The request URL of the app, and what Slack signs with. */
export interface HttpDelivery {
  readonly url: string;
  readonly signingSecret: string;
}

export interface SlackShortcut {
  readonly callbackId: string;
  readonly name: string;
  readonly on: 'anywhere' | 'message';
}

export interface PracticeSlackOptions {
  readonly botToken: string;
  readonly appToken: string;
  readonly team: { readonly id: string; readonly name: string };
  readonly people: readonly SlackPerson[];
  readonly groups: readonly SlackGroup[];
  readonly channels: readonly SlackChannel[];
  /** With their slash: `/runbook`. */
  readonly commands: readonly string[];
  /** As the manifest has them; none if absent. */
  readonly shortcuts?: readonly SlackShortcut[];
  /** Epoch milliseconds shown on messages; may be simulated. Deadlines run in real time. */
  readonly now: () => number;
  /** Milliseconds, 3000 as Slack has it; shorter in tests. */
  readonly deadlines?: { readonly ack: number; readonly trigger: number };
  /** Milliseconds before each time that an event is sent again; Slack's own if absent. */
  readonly eventRetries?: readonly number[];
  /** The bot is reached at this request URL instead of by Socket Mode. */
  readonly http?: HttpDelivery;
  /** What the app was granted; everything if absent. */
  readonly scopes?: readonly string[];
  /** The milliseconds that rate limits are counted in, real time if absent; `none` lets every call through. */
  readonly limits?: 'none' | (() => number);
}

/** What a test, or somebody on the page, may change while the bot is running. */
export type Changeable = Partial<Pick<PracticeSlackOptions, 'people' | 'groups' | 'channels' | 'scopes'>>;

/** https://docs.slack.dev/apis/events-api/#retries */
export const EVENT_RETRIES: readonly number[] = [0, 60_000, 300_000];

export const SLACK_DEADLINES = { ack: 3000, trigger: 3000 };

export const PRACTICE_PEOPLE: readonly SlackPerson[] = [
  { id: 'U01ALICE', name: 'alice', displayName: 'Alice', kind: 'member' },
  { id: 'U02BOB', name: 'bob', displayName: 'Bob', kind: 'member' },
  { id: 'U03CAROL', name: 'carol', displayName: 'Carol', kind: 'guest' },
];

/** The app as the workspace knows it. */
export const APP = {
  id: 'A0STEPWARD',
  botId: 'B0STEPWARD',
  userId: 'U0STEPWARD',
  name: 'stepward',
  displayName: 'Stepward',
};

export const SLACKBOT = { id: 'USLACKBOT', name: 'slackbot', displayName: 'Slackbot' };
