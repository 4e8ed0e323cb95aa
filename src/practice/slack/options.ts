/** How Slack sees somebody: `guest` is restricted, a `stranger` belongs to another organisation (Slack Connect). */
type SlackPersonKind = 'member' | 'guest' | 'bot' | 'deactivated' | 'stranger';

export interface SlackPerson {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly kind: SlackPersonKind;
  /** The person's own team, where it is not the workspace's. */
  readonly team?: string;
}

export interface SlackGroup {
  readonly id: string;
  readonly handle: string;
  readonly members: readonly string[];
}

interface SlackChannel {
  readonly id: string;
  readonly name: string;
  /** Ids of the people in it; everyone if absent. */
  readonly members?: readonly string[];
  /** The bot was never invited: posting answers `not_in_channel`. */
  readonly withoutBot?: boolean;
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
  /** Epoch milliseconds shown on messages; may be simulated. Deadlines run in real time. */
  readonly now: () => number;
  /** Milliseconds, 3000 as Slack has it; shorter in tests. */
  readonly deadlines?: { readonly ack: number; readonly trigger: number };
}

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
