import { admits, filled, mayApprove, needed, type Policy, stricter } from '#domain/policy.ts';
import type { Payload } from '#machine/events.ts';
import type { Answer, Refused } from '../api.ts';
import { policyOf } from '../asks.ts';
import type { AskRow, Vote } from '../rows.ts';
import type { Loaded } from '../run.ts';
import type { Tx } from '../store.ts';
import { type Click, clock, no, stale, tell, wrongMessage, yes } from './click.ts';

/** Why the row that a click names cannot take it any more: who was first, or that it is too late. */
function tooLate(ask: AskRow | undefined, now: number): string | undefined {
  if (!ask) return 'This card is no longer current.';
  const last = ask.votes.at(-1);
  const said = { approve: 'approved', reject: 'rejected', done: 'marked done', failed: 'marked failed' } as const;
  if (ask.state !== 'open')
    return last
      ? `Already ${said[last.says]} by ${last.person.name} at ${clock(last.at)}.`
      : 'This card is closed: the step has moved on.';
  return ask.closesAt <= now ? `This ask expired at ${clock(ask.closesAt)}.` : undefined;
}

/** The ask that a click names, as long as it can still be answered, or why not. */
async function answerable(click: Click, kind: AskRow['kind']): Promise<AskRow | Refused> {
  const { tx, parts, loaded, rest } = click;
  const ask = await tx.asks.get(loaded.row.run, rest);
  if (ask && ask.kind !== kind) return stale;
  const late = tooLate(ask, parts.clock.now());
  if (!ask || late) return { refused: late ?? '' };
  const other = await wrongMessage(
    click,
    (row) => row.kind === 'ask' && row.lane === ask.lane && row.turn === ask.turn,
  );
  return other ? stale : ask;
}

/** Approve or reject. Policy and groups are not pinned: what counts is the stricter of the card and now, and who still is whom it asks for. */
export async function vote(click: Click): Promise<Answer> {
  const { parts, loaded, decision } = click;
  const shown = await answerable(click, 'approval');
  if ('refused' in shown) return shown;
  const policy = stricter(shown.policy, policyOf(parts, loaded, shown.step));
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

const voteOf = ({ parts, person, decision }: Click, says: Vote['says']): Vote => ({
  person,
  at: parts.clock.now(),
  says,
  ...(decision.note ? { note: decision.note } : {}),
});

/** The compare-and-set: the ask's row and the machine's event in one transaction. */
async function close(click: Click, ask: AskRow, event: Payload): Promise<Answer> {
  await click.tx.asks.put(ask);
  return (await tell(click, { lane: ask.lane, turn: ask.turn, event }, ask)) ? yes : no('The step has moved on.');
}

async function raiseCard(tx: Tx, { row }: Loaded, { lane, turn }: AskRow): Promise<void> {
  const card = await tx.messages.get(row.run, `${lane}:${turn}:ask`);
  if (card) await tx.messages.put({ ...card, wanted: card.wanted + 1 });
}

/** A manual step is done or failed by who it is assigned to, or who may start. */
export async function finish(click: Click): Promise<Answer> {
  const { loaded, decision, person } = click;
  const ask = await answerable(click, 'manual');
  if ('refused' in ask) return ask;
  const groups = ask.assign.length ? ask.assign : loaded.definition.environment.start;
  const verdict = admits(groups, person, 'finish this step');
  if (!verdict.ok) return no(verdict.why);
  const says = decision.verb === 'done' ? 'done' : 'failed';
  const votes = [...ask.votes, voteOf(click, says)];
  return close(click, { ...ask, votes, state: 'used' }, { name: says === 'done' ? 'DONE' : 'FAILED' });
}
