import type { Verb } from '#engine/api.ts';
import type { Desk, Shown } from './desk.ts';
import type { Id } from './people.ts';
import type { SceneName } from './scenes.ts';

const INCIDENT = 'https://incidents.example.com/812';

/** Members of the decision that are not as they would be; `undefined` takes one away. */
type Changes = Readonly<Record<string, unknown>>;
interface Twist {
  readonly says: string;
  readonly so: (desk: Desk, shown: Shown, by: Id) => Changes;
}

/** The click is as always, and something else has changed before it. */
const meanwhile =
  (change: (desk: Desk, by: Id) => void): Twist['so'] =>
  (desk, _, by) => {
    change(desk, by);
    return {};
  };

/** What is different about a click. */
export const twists = {
  silent: { says: 'without saying why', so: () => ({ note: ' ' }) },
  elsewhere: {
    says: 'from another message',
    so: (_: Desk, { message }: Shown) => ({ message: { ...message, ts: '999' } }),
  },
  nowhere: { says: 'from no card and no form', so: () => ({ message: undefined }) },
  form: {
    says: 'in a form of their own',
    so: (_: Desk, { planHash }: Shown, by: Id) => ({ message: undefined, form: { openedFor: by, planHash } }),
  },
  borrowed: {
    says: 'in a form that was opened for somebody else',
    so: (_: Desk, { planHash }: Shown) => ({ message: undefined, form: { openedFor: 'dan', planHash } }),
  },
  old: {
    says: 'in a form that showed an older plan',
    so: (_: Desk, __: Shown, by: Id) => ({ message: undefined, form: { openedFor: by, planHash: 'another' } }),
  },
  shared: { says: 'in a channel that was shared since', so: meanwhile(({ workspace }) => workspace.share()) },
  foreign: { says: 'in a click that Slack says is of another team', so: () => ({ team: 'T0OTHER' }) },
  unreadable: {
    says: 'while Slack does not say who is in @oncall',
    so: meanwhile(({ workspace }) => workspace.breaks('S0ONCALL')),
  },
  left: { says: 'after leaving @sre', so: meanwhile(({ workspace }, by) => workspace.leaves(by, 'S0SRE')) },
  voided: {
    says: 'after who approved has left @sre',
    so: meanwhile(({ workspace }) => workspace.leaves('bob', 'S0SRE')),
  },
  stricter: {
    says: 'after `stepward.yml` asks for two of @sre',
    so: meanwhile((desk) => desk.ask({ entries: [{ groups: ['sre'], count: 2 }] })),
  },
  uncounted: {
    says: 'after `stepward.yml` no longer counts the requester',
    so: meanwhile((desk) => desk.ask({ requester: false })),
  },
  looser: { says: 'after `stepward.yml` counts the requester', so: meanwhile((desk) => desk.ask({ requester: true })) },
  typed: { says: 'typing `sender`', so: () => ({ typed: ' sender ' }) },
  mistyped: { says: 'typing `Sender`', so: () => ({ typed: 'Sender' }) },
  incident: { says: 'with an incident', so: () => ({ note: `${INCIDENT} Nobody of @sre answers.` }) },
  unexplained: { says: 'with an incident and no reason', so: () => ({ note: INCIDENT }) },
  incidentTyped: {
    says: 'with an incident, typing `sender`',
    so: () => ({ note: `${INCIDENT} Nobody of @sre answers.`, typed: 'sender' }),
  },
  toDan: { says: 'to another member of @sre', so: () => ({ to: 'dan' }) },
  toMax: { says: 'to somebody of no group', so: () => ({ to: 'max' }) },
  toGuest: { says: 'to a guest', so: () => ({ to: 'gus' }) },
  leave: { says: 'and leaves it', so: () => ({ option: 'leave' }) },
  unknown: { says: 'and takes what was not offered', so: () => ({ option: 'dance' }) },
} as const satisfies Readonly<Record<string, Twist>>;

export type TwistName = keyof typeof twists;

export const does: Readonly<Record<Verb, string>> = {
  approve: 'approves',
  reject: 'rejects',
  done: 'marks done',
  failed: 'marks failed',
  retry: 'retries',
  'look-again': 'looks again at',
  'say-applied': 'says that it happened, of',
  'say-not-applied': 'says that it did not happen, of',
  skip: 'skips',
  stop: 'stops the run of',
  'take-over': 'takes over at',
  choose: 'answers',
  'roll-back': 'rolls back at',
  'hand-over': 'hands over',
  'break-glass': 'approves alone',
  reviewed: 'reviews',
};

/** Who, what, where they click, what is different, who started the run if not Alice. */
export type Row = readonly [who: Id, verb: Verb, scene: SceneName, twist?: TwistName | undefined, starter?: Id];

/** Role by role, state by state, moment by moment; what each comes to stands in docs/refusals.md. */
export const rows: readonly Row[] = [
  // who
  ['bob', 'approve', 'open'],
  ['max', 'approve', 'open'],
  ['ann', 'approve', 'open'],
  ['alice', 'approve', 'open'],
  ['rita', 'approve', 'open', undefined, 'rita'],
  ['rita', 'approve', 'counted', undefined, 'rita'],
  ['alice', 'approve', 'counted'],
  ['gus', 'approve', 'open'],
  ['sid', 'approve', 'open'],
  ['sam', 'approve', 'open'],
  ['tom', 'approve', 'open'],
  ['bot', 'approve', 'open'],
  ['zoe', 'approve', 'open'],
  ['bob', 'approve', 'open', 'foreign'],
  ['bob', 'approve', 'open', 'left'],
  ['bob', 'approve', 'open', 'unreadable'],
  ['dan', 'approve', 'retriedBySre'],
  ['alice', 'approve', 'open', 'looser'],
  // how many
  ['bob', 'approve', 'halfway'],
  ['dan', 'approve', 'halfway'],
  ['dan', 'approve', 'halfway', 'voided'],
  ['bob', 'approve', 'open', 'stricter'],
  ['bob', 'approve', 'ownVote', undefined, 'rita'],
  ['bob', 'approve', 'ownVote', 'uncounted', 'rita'],
  ['dan', 'approve', 'both'],
  ['eve', 'approve', 'both'],
  // when
  ['dan', 'approve', 'approved'],
  ['dan', 'approve', 'used'],
  ['bob', 'approve', 'rejected'],
  ['bob', 'approve', 'late'],
  ['bob', 'approve', 'expired'],
  ['dan', 'approve', 'lapsed'],
  ['dan', 'approve', 'drifted'],
  ['bob', 'approve', 'ended'],
  ['bob', 'reject', 'approved'],
  // from where
  ['bob', 'approve', 'open', 'elsewhere'],
  ['bob', 'approve', 'open', 'nowhere'],
  ['bob', 'approve', 'open', 'form'],
  ['bob', 'approve', 'open', 'borrowed'],
  ['bob', 'approve', 'open', 'old'],
  ['bob', 'approve', 'unposted'],
  ['bob', 'approve', 'elsewhere'],
  ['bob', 'approve', 'open', 'shared'],
  ['bob', 'reject', 'open', 'shared'],
  ['alice', 'stop', 'open', 'shared'],
  // reject and stop
  ['bob', 'reject', 'open'],
  ['alice', 'reject', 'open'],
  ['ann', 'reject', 'open'],
  ['bob', 'reject', 'open', 'silent'],
  ['gus', 'stop', 'open', 'nowhere'],
  ['bob', 'stop', 'open', 'nowhere'],
  ['max', 'stop', 'open', 'nowhere'],
  // what cannot be taken back
  ['bob', 'approve', 'destroys'],
  ['bob', 'approve', 'destroys', 'mistyped'],
  ['alice', 'approve', 'destroys', 'typed'],
  ['bob', 'approve', 'destroys', 'typed'],
  // alone
  ['ann', 'break-glass', 'glass', 'incident'],
  ['alice', 'break-glass', 'glass', 'incident'],
  ['bob', 'break-glass', 'glass', 'incident'],
  ['ann', 'break-glass', 'early', 'incident'],
  ['ann', 'break-glass', 'open', 'incident'],
  ['ann', 'break-glass', 'withdrawn', 'incident'],
  ['ann', 'break-glass', 'glass'],
  ['ann', 'break-glass', 'glass', 'unexplained'],
  ['ann', 'break-glass', 'gravest', 'incident'],
  ['ann', 'break-glass', 'gravest', 'incidentTyped'],
  ['ann', 'break-glass', 'glass', 'nowhere'],
  ['ann', 'break-glass', 'glass', 'shared'],
  ['gus', 'break-glass', 'glass', 'incident'],
  ['ann', 'break-glass', 'approved', 'incident'],
  ['bob', 'approve', 'broken'],
  ['bob', 'reviewed', 'alone'],
  ['bob', 'reviewed', 'overAndBroken', 'nowhere'],
  ['bob', 'reviewed', 'alone', 'silent'],
  ['eve', 'reviewed', 'aloneByEve'],
  ['ann', 'reviewed', 'alone'],
  ['rita', 'reviewed', 'alone', undefined, 'rita'],
  ['gus', 'reviewed', 'alone'],
  ['dan', 'reviewed', 'reviewed'],
  ['bob', 'reviewed', 'open'],
  // a step that is held, or unclear
  ['ann', 'retry', 'held'],
  ['max', 'retry', 'held'],
  ['ann', 'retry', 'held', 'elsewhere'],
  ['bob', 'retry', 'retried'],
  ['ann', 'skip', 'held'],
  ['bob', 'skip', 'held'],
  ['rita', 'skip', 'held', undefined, 'rita'],
  ['bob', 'say-applied', 'held'],
  ['ann', 'say-applied', 'unclear'],
  ['bob', 'say-applied', 'unclear'],
  ['rita', 'say-not-applied', 'unclear', undefined, 'rita'],
  ['ann', 'look-again', 'unclear'],
  ['alice', 'roll-back', 'changed'],
  ['bob', 'roll-back', 'changed'],
  ['bob', 'roll-back', 'held'],
  ['ann', 'take-over', 'lock'],
  ['bob', 'take-over', 'lock'],
  ['bob', 'take-over', 'lock', 'nowhere'],
  // done by hand
  ['bob', 'done', 'manual'],
  ['ann', 'done', 'manual'],
  ['bob', 'done', 'manual', 'borrowed'],
  ['bob', 'failed', 'manual', 'silent'],
  ['bob', 'hand-over', 'manual', 'toDan'],
  ['ann', 'hand-over', 'manual', 'toDan'],
  ['bob', 'hand-over', 'manual', 'toMax'],
  ['bob', 'hand-over', 'manual', 'toGuest'],
  ['bob', 'hand-over', 'handed', 'toDan'],
  ['bob', 'done', 'handed'],
  ['bob', 'hand-over', 'choice', 'toDan'],
  ['ann', 'choose', 'choice', 'leave'],
  ['bob', 'choose', 'choice', 'leave'],
  ['ann', 'choose', 'choice', 'unknown'],
];
