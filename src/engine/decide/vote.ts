import { admits, filled, mayApprove, needed, type Policy } from '#domain/policy.ts';
import type { Payload } from '#machine/events.ts';
import type { Answer } from '../api.ts';
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

/** Approve or reject. */
export async function vote(click: Click): Promise<Answer> {
  const { tx, parts, loaded, decision, person, rest } = click;
  const ask = await tx.asks.get(loaded.row.run, rest);
  const now = parts.clock.now();
  const late = tooLate(ask, now);
  if (!ask || late) return no(late ?? '');
  if (await wrongMessage(click, ({ kind, lane, turn }) => kind === 'ask' && lane === ask.lane && turn === ask.turn))
    return stale;
  const says = decision.verb === 'approve' ? 'approve' : 'reject';
  const refused = judge(ask.policy, click, ask);
  if (refused) return no(refused);
  const votes = [...ask.votes, voteOf(click, says, now)];
  if (says === 'reject') return close(click, { ...ask, votes, state: 'closed' }, { name: 'REJECTED' });
  const enough =
    filled(
      ask.policy,
      votes.map((one) => one.person),
    ) >= needed(ask.policy);
  if (enough)
    return close(
      click,
      { ...ask, votes, state: 'approved', validUntil: now + ask.policy.validFor },
      { name: 'APPROVED' },
    );
  await tx.asks.put({ ...ask, votes });
  await raiseCard(tx, loaded, ask);
  const missing = needed(ask.policy) - votes.length;
  return {
    ok: true,
    say: `${person.name}, your approval counts. ${missing} more ${missing === 1 ? 'is' : 'are'} needed.`,
  };
}

function judge(policy: Policy, { decision, person }: Click, ask: AskRow): string | undefined {
  const voters = ask.votes.map((one) => one.person);
  // Whoever may approve may reject, the requester too: a no never makes things worse.
  const verdict =
    decision.verb === 'approve'
      ? mayApprove(policy, person, { requesters: ask.requesters, voters })
      : admits(
          ask.requesters.includes(person.id) ? [] : policy.entries.flatMap(({ groups }) => groups),
          person,
          'decide this step',
        );
  return verdict.ok ? undefined : verdict.why;
}

const voteOf = ({ person, decision }: Click, says: Vote['says'], at: number): Vote => ({
  person,
  at,
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
  const { tx, parts, loaded, decision, person, rest } = click;
  const ask = await tx.asks.get(loaded.row.run, rest);
  const now = parts.clock.now();
  const late = tooLate(ask, now);
  if (!ask || late) return no(late ?? '');
  const verdict = admits(
    ask.assign.length ? ask.assign : loaded.definition.environment.start,
    person,
    'finish this step',
  );
  if (!verdict.ok) return no(verdict.why);
  const says = decision.verb === 'done' ? 'done' : 'failed';
  const votes = [...ask.votes, voteOf(click, says, now)];
  return close(click, { ...ask, votes, state: 'used' }, { name: says === 'done' ? 'DONE' : 'FAILED' });
}
