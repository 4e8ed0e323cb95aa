import type { JsonObject } from '#domain/json.ts';
import type { Payload } from '#machine/events.ts';
import type { Answer, Refused } from '../api.ts';
import type { MessageRow } from '../message-rows.ts';
import type { AskRow, Vote } from '../rows.ts';
import { byOf } from '../run.ts';
import { type Click, clock, no, tell, yes } from './click.ts';
import { misplaced } from './origin.ts';

const said: Readonly<Record<Vote['says'], string>> = {
  approve: 'approved',
  reject: 'rejected',
  done: 'marked done',
  failed: 'marked failed',
  choose: 'decided',
  'break-glass': 'approved alone',
};

const cardOf =
  ({ lane, turn }: Pick<AskRow, 'lane' | 'turn'>) =>
  (row: MessageRow): boolean =>
    row.kind === 'ask' && row.lane === lane && row.turn === turn;

/** Why the row that a click names cannot take it any more: who was first, or that it is too late. */
async function tooLate({ tx, parts, decision }: Click, ask: AskRow): Promise<string | undefined> {
  if (ask.state === 'closed') return closedBy(ask, await tx.messages.get(ask.run, `${ask.lane}:${ask.turn}:ask`));
  if (ask.state !== 'open') return answeredBy(ask, await tx.asks.ofRun(ask.run));
  if (ask.closesAt <= parts.clock.now()) return `This ask expired at ${clock(ask.closesAt)}.`;
  const shown = decision.form?.planHash;
  return shown === undefined || shown === ask.planHash
    ? undefined
    : 'The plan has changed since you opened this; look at the newest card.';
}

function answeredBy({ votes, lane, openedAt }: AskRow, asks: readonly AskRow[]): string {
  const last = votes.at(-1);
  const first = last
    ? `Already ${said[last.says]} by ${last.person.name} at ${clock(last.at)}.`
    : 'This card was answered already.';
  const again = asks.some((one) => one.lane === lane && one.openedAt > openedAt);
  return again ? `${first} The step has asked again since; look for the newest card in the thread.` : first;
}

function closedBy({ votes, closesAt }: AskRow, card: MessageRow | undefined): string {
  const last = votes.at(-1);
  if (last?.says === 'reject') return `Already rejected by ${last.person.name} at ${clock(last.at)}.`;
  return card?.closed?.['how'] === 'expired'
    ? `This ask expired at ${clock(closesAt)}.`
    : 'This card is closed: the step has moved on.';
}

/** The ask that a click names, as long as it can still be answered from where it was clicked, or why not. */
export async function answerable(click: Click, kind: AskRow['kind']): Promise<AskRow | Refused> {
  const { tx, loaded, rest } = click;
  const ask = await tx.asks.get(loaded.row.run, rest);
  if (ask?.kind !== kind) return no('This card is no longer current.');
  const elsewhere = await misplaced(click, cardOf(ask));
  if (elsewhere) return elsewhere;
  const late = await tooLate(click, ask);
  return late ? no(late) : ask;
}

export const voteOf = ({ parts, person, decision }: Click, says: Vote['says']): Vote => ({
  person,
  at: parts.clock.now(),
  says,
  ...(decision.note ? { note: decision.note } : {}),
});

/** The compare-and-set: the ask's row and the machine's event in one transaction. */
export async function close(
  click: Click,
  ask: AskRow,
  event: Payload,
  more: JsonObject & { readonly judged: JsonObject },
): Promise<Answer> {
  await click.tx.asks.put(ask);
  const facts = { ...answered(ask), ...more };
  return (await tell(click, { lane: ask.lane, turn: ask.turn, event }, facts)) ? yes : no('The step has moved on.');
}

/** Each vote stands in the history, with the event that it led to. */
export const answered = ({ ask, planHash, votes }: AskRow): JsonObject => ({
  ask,
  planHash,
  votes: votes.map(({ person, at, says }) => ({ ...byOf(person), groups: person.groups, at, says })),
});

/** Something on the card is new, and it stays open. */
export async function raiseCard({ tx }: Click, { run, lane, turn }: AskRow): Promise<void> {
  const card = await tx.messages.get(run, `${lane}:${turn}:ask`);
  if (card) await tx.messages.put({ ...card, wanted: card.wanted + 1 });
}
