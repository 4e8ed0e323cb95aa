import { admits, filled, mayApprove, needed, type Policy, stricter } from '#domain/policy.ts';
import type { Answer } from '../api.ts';
import { policyOf } from '../asks.ts';
import { remark } from '../dispatch.ts';
import type { AskRow, Vote } from '../rows.ts';
import { answerable, answered, close, raiseCard, voteOf } from './answerable.ts';
import { type Click, decided, no } from './click.ts';
import { byPolicy } from './may-order.ts';
import { mistyped } from './typed.ts';

/** Approve or reject. Policy and groups are not pinned: what counts is the stricter of the card and now, and who still is whom it asks for. */
export async function vote(click: Click): Promise<Answer> {
  const { decision } = click;
  const shown = await answerable(click, 'approval');
  if ('refused' in shown) return shown;
  const ask = await asOfNow(click, shown);
  const refused = judge(click, ask);
  if (refused) return no(refused);
  if (decision.verb === 'reject') return reject(click, ask);
  return mistyped(ask, decision) ?? approve(click, ask);
}

/** With the policy that holds now, and the votes that do. */
export async function asOfNow(click: Click, shown: AskRow): Promise<AskRow> {
  const { tx, parts, loaded } = click;
  const policy = stricter(shown.policy, await policyOf(tx, parts, loaded, shown.step));
  return { ...shown, policy, votes: standing(click, shown, policy) };
}

/** A vote counts as long as its voter could give it today. */
const standing = ({ voters }: Click, { votes, requesters }: AskRow, policy: Policy): readonly Vote[] =>
  votes
    .map((one) => ({ ...one, person: voters.get(one.person.id) ?? one.person }))
    .filter(({ person }) => policy.requester || !requesters.includes(person.id))
    .filter(({ person }) => admits(groupsOf(policy), person, '').ok);

async function approve(click: Click, asked: AskRow): Promise<Answer> {
  const { policy } = asked;
  const ask = { ...asked, votes: [...asked.votes, voteOf(click, 'approve')] };
  const people = ask.votes.map((one) => one.person);
  const missing = needed(policy) - filled(policy, people);
  if (missing > 0) return wait(click, ask, missing);
  const validUntil = click.parts.clock.now() + policy.validFor;
  return close(click, { ...ask, state: 'approved', validUntil }, { name: 'APPROVED' }, judgedBy(ask));
}

/** One of several: it counts, and is kept in the history at once. */
async function wait(click: Click, ask: AskRow, missing: number): Promise<Answer> {
  const { tx, parts, loaded, person } = click;
  const { lane, turn } = ask;
  await tx.asks.put(ask);
  const facts = { ...decided(click, judgedBy(ask).judged), ...answered(ask), missing };
  await remark(tx, loaded, { at: parts.clock.now(), name: 'VOTED', lane, turn, facts });
  await raiseCard(click, ask);
  return {
    ok: true,
    say: `${person.name}, your approval counts. ${missing} more ${missing === 1 ? 'is' : 'are'} needed.`,
  };
}

const reject = (click: Click, ask: AskRow): Promise<Answer> => {
  const rejected: AskRow = { ...ask, votes: [...ask.votes, voteOf(click, 'reject')], state: 'closed' };
  return close(click, rejected, { name: 'REJECTED' }, judgedBy(ask));
};

/** Why this person's word does not count here. */
export function judge({ decision, person }: Click, { policy, requesters, votes }: AskRow): string | undefined {
  // Whoever may approve may reject, the requester too: a no never makes things worse.
  const verdict =
    decision.verb === 'approve'
      ? mayApprove(policy, person, { requesters, voters: votes.map((one) => one.person) })
      : admits(requesters.includes(person.id) ? [] : groupsOf(policy), person, 'decide this step');
  return verdict.ok ? undefined : verdict.why;
}

const judgedBy = ({ policy, requesters }: AskRow) => ({ judged: byPolicy(policy, requesters) });

const groupsOf = ({ entries }: Policy): readonly string[] => entries.flatMap(({ groups }) => groups);
