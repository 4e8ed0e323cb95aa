import { admits, filled, mayApprove, needed, type Policy, stricter } from '#domain/policy.ts';
import type { Answer } from '../api.ts';
import { policyOf } from '../asks.ts';
import type { AskRow, Vote } from '../rows.ts';
import type { Loaded } from '../run.ts';
import type { Tx } from '../store.ts';
import { answerable, close, voteOf } from './answerable.ts';
import { type Click, no } from './click.ts';

/** Approve or reject. Policy and groups are not pinned: what counts is the stricter of the card and now, and who still is whom it asks for. */
export async function vote(click: Click): Promise<Answer> {
  const { parts, loaded, decision } = click;
  const shown = await answerable(click, 'approval');
  if ('refused' in shown) return shown;
  const policy = stricter(shown.policy, await policyOf(click.tx, parts, loaded, shown.step));
  const ask = { ...shown, policy, votes: standing(click, shown, policy) };
  const refused = judge(click, ask);
  if (refused) return no(refused);
  return decision.verb === 'approve' ? approve(click, ask) : reject(click, ask);
}

/** A vote counts as long as its voter could give it today. */
const standing = ({ voters }: Click, { votes }: AskRow, policy: Policy): readonly Vote[] =>
  votes
    .map((one) => ({ ...one, person: voters.get(one.person.id) ?? one.person }))
    .filter(({ person }) => admits(groupsOf(policy), person, '').ok);

async function approve(click: Click, asked: AskRow): Promise<Answer> {
  const { tx, parts, loaded, person } = click;
  const { policy } = asked;
  const ask = { ...asked, votes: [...asked.votes, voteOf(click, 'approve')] };
  const missing =
    needed(policy) -
    filled(
      policy,
      ask.votes.map((one) => one.person),
    );
  if (missing <= 0)
    return close(
      click,
      { ...ask, state: 'approved', validUntil: parts.clock.now() + policy.validFor },
      { name: 'APPROVED' },
    );
  await tx.asks.put(ask);
  await raiseCard(tx, loaded, ask);
  return {
    ok: true,
    say: `${person.name}, your approval counts. ${missing} more ${missing === 1 ? 'is' : 'are'} needed.`,
  };
}

const reject = (click: Click, ask: AskRow): Promise<Answer> =>
  close(click, { ...ask, votes: [...ask.votes, voteOf(click, 'reject')], state: 'closed' }, { name: 'REJECTED' });

function judge({ decision, person }: Click, { policy, requesters, votes }: AskRow): string | undefined {
  // Whoever may approve may reject, the requester too: a no never makes things worse.
  const verdict =
    decision.verb === 'approve'
      ? mayApprove(policy, person, { requesters, voters: votes.map((one) => one.person) })
      : admits(requesters.includes(person.id) ? [] : groupsOf(policy), person, 'decide this step');
  return verdict.ok ? undefined : verdict.why;
}

const groupsOf = ({ entries }: Policy): readonly string[] => entries.flatMap(({ groups }) => groups);

async function raiseCard(tx: Tx, { row }: Loaded, { lane, turn }: AskRow): Promise<void> {
  const card = await tx.messages.get(row.run, `${lane}:${turn}:ask`);
  if (card) await tx.messages.put({ ...card, wanted: card.wanted + 1 });
}
