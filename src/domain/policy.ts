import type { Person } from './person.ts';

/** One demand: `count` different people out of any of these groups. */
export interface Entry {
  readonly groups: readonly string[];
  readonly count: number;
}

/** Who must approve, and until when. Times are milliseconds. */
export interface Policy {
  /** Every entry must be met; one person fills one entry. */
  readonly entries: readonly Entry[];
  /** Whether the requester may be counted. */
  readonly requester: boolean;
  /** How long an ask stays open. */
  readonly within: number;
  /** How long an approval holds until the first request is sent. */
  readonly validFor: number;
}

/** What a runbook or a step adds; it can only tighten. */
export interface ApproveRule {
  readonly groups?: readonly string[];
  readonly count?: number;
  readonly requester?: false;
  readonly within?: number;
  readonly validFor?: number;
}

const sameGroups = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name));

function addEntry(entries: readonly Entry[], { groups, count }: ApproveRule): readonly Entry[] {
  if (!groups) return entries.map((entry) => ({ ...entry, count: Math.max(entry.count, count ?? 0) }));
  const known = entries.find((entry) => sameGroups(entry.groups, groups));
  if (!known) return [...entries, { groups, count: count ?? 1 }];
  return entries.map((entry) => (entry === known ? { ...entry, count: Math.max(entry.count, count ?? 1) } : entry));
}

/** Entries are added, counts raised, times shortened, the requester ruled out; nothing a rule says can loosen the policy. */
export const tighten = (policy: Policy, rules: readonly ApproveRule[]): Policy =>
  rules.reduce<Policy>(
    (so, rule) => ({
      entries: addEntry(so.entries, rule),
      requester: so.requester && rule.requester !== false,
      within: Math.min(so.within, rule.within ?? so.within),
      validFor: Math.min(so.validFor, rule.validFor ?? so.validFor),
    }),
    policy,
  );

/** The stricter of two policies: what stood when the run started, and what stands now. */
export const stricter = (then: Policy, now: Policy): Policy =>
  tighten(then, [
    ...now.entries,
    { within: now.within, validFor: now.validFor, ...(now.requester ? {} : { requester: false as const }) },
  ]);

/** How many places of the policy these people fill, each person at most one: the size of a largest matching. */
export function filled(policy: Policy, people: readonly Person[]): number {
  const places = policy.entries.flatMap((entry) => Array.from({ length: entry.count }, () => entry.groups));
  const holder = new Map<number, Person>();
  const seat = (person: Person, tried: Set<number>): boolean =>
    places.some((groups, place) => {
      if (tried.has(place) || !groups.some((name) => person.groups.includes(name))) return false;
      tried.add(place);
      const sitting = holder.get(place);
      if (sitting && !seat(sitting, tried)) return false;
      holder.set(place, person);
      return true;
    });
  return people.filter((person) => seat(person, new Set())).length;
}

export const needed = (policy: Policy): number => policy.entries.reduce((sum, entry) => sum + entry.count, 0);

/** `@sre`, `2 of @sre`, `@sre and 2 of @oncall or @platform`: who may approve, in words. */
export const sayEntries = (policy: Policy): string =>
  policy.entries
    .map(({ groups, count }) => `${count > 1 ? `${count} of ` : ''}${groups.map((name) => `@${name}`).join(' or ')}`)
    .join(' and ');

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly why: string };
const no = (code: string, why: string): Verdict => ({ ok: false, code, why });

const outsiders: Readonly<Record<Exclude<Person['kind'], 'member'>, string>> = {
  guest: 'Guests cannot decide anything here',
  stranger: 'Only members of this workspace can decide anything here',
  bot: 'Apps cannot decide anything here',
  deactivated: 'This account is deactivated',
};

/** Whether this person is one of us and in one of the groups. An empty list of groups admits every member. */
export function admits(groups: readonly string[], person: Person, doing: string): Verdict {
  if (person.kind !== 'member') return no(`is-${person.kind}`, `${outsiders[person.kind]}.`);
  if (groups.length === 0 || groups.some((name) => person.groups.includes(name))) return { ok: true };
  return no('not-in-group', `Only members of ${groups.map((name) => `@${name}`).join(' or ')} may ${doing}.`);
}

interface Asked {
  readonly requesters: readonly string[];
  readonly voters: readonly Person[];
  readonly doing?: string | undefined;
}

/**
 * Whether this person's approval counts now, or their word on something that takes the right to approve.
 * @param requesters ids of who started the run and of everyone whose choice or retry the plan depends on
 * @param voters who approved already
 * @param doing what somebody else must do instead: `skip it`
 */
export function mayApprove(policy: Policy, person: Person, { requesters, voters, doing }: Asked): Verdict {
  const ours = admits([], person, '');
  if (!ours.ok) return ours;
  if (!policy.requester && requesters.includes(person.id))
    return no(
      'is-requester',
      `You asked for this, so someone else in ${sayEntries(policy)} must ${doing ?? 'approve it'}.`,
    );
  const admitted = admits(
    [...new Set(policy.entries.flatMap((entry) => entry.groups))],
    person,
    doing ?? 'approve this step',
  );
  if (!admitted.ok) return admitted;
  if (voters.some(({ id }) => id === person.id)) return no('voted-already', 'You have already approved this step.');
  if (filled(policy, [...voters, person]) <= filled(policy, voters))
    return no('places-taken', 'Your groups are already represented; someone else has to approve the rest.');
  return { ok: true };
}

const said = (names: readonly string[]): string => names.map((name) => `@${name}`).join(' or ');
const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

/** What is missing where these members cannot fill every place. */
function missing(policy: Policy, members: readonly Person[]): string | undefined {
  const places = needed(policy);
  const found = filled(policy, members);
  if (found >= places) return undefined;
  for (const { groups, count } of policy.entries) {
    const within = members.filter((person) => admits(groups, person, '').ok).length;
    if (within < count) return `${said(groups)} has ${within || 'none'} of the ${people(count)} who must approve`;
  }
  return `${sayEntries(policy)} must be ${people(places)}, and only ${found} can be found`;
}

/**
 * Why no approval could come about today with these people in it, the worst case counted: that any one of them asks for the change, where the policy does not count who asks.
 * @param today everybody in the groups of the policy, once each, as they are known now
 */
export function quorumTrouble(policy: Policy, today: readonly Person[]): string | undefined {
  const members = today.filter(({ kind }) => kind === 'member');
  const now = missing(policy, members);
  if (now) return `${now}.`;
  if (policy.requester) return undefined;
  for (const asker of members) {
    const without = missing(
      policy,
      members.filter((person) => person !== asker),
    );
    if (without) return `If ${asker.name} asks for a change, ${without}: who asks is not counted.`;
  }
  return undefined;
}
