import type { JsonObject } from '#domain/json.ts';
import type { Payload } from '#machine/events.ts';
import type { Answer, Refused } from '../api.ts';
import type { AskRow, Vote } from '../rows.ts';
import { byOf } from '../run.ts';
import { type Click, clock, no, stale, tell, wrongMessage, yes } from './click.ts';

/** Why the row that a click names cannot take it any more: who was first, or that it is too late. */
function tooLate(ask: AskRow | undefined, now: number): string | undefined {
  if (!ask) return 'This card is no longer current.';
  const last = ask.votes.at(-1);
  const said = {
    approve: 'approved',
    reject: 'rejected',
    done: 'marked done',
    failed: 'marked failed',
    choose: 'decided',
    'break-glass': 'approved alone',
  } as const;
  if (ask.state !== 'open')
    return last
      ? `Already ${said[last.says]} by ${last.person.name} at ${clock(last.at)}.`
      : 'This card is closed: the step has moved on.';
  return ask.closesAt <= now ? `This ask expired at ${clock(ask.closesAt)}.` : undefined;
}

/** The ask that a click names, as long as it can still be answered, or why not. */
export async function answerable(click: Click, kind: AskRow['kind']): Promise<AskRow | Refused> {
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

export const voteOf = ({ parts, person, decision }: Click, says: Vote['says']): Vote => ({
  person,
  at: parts.clock.now(),
  says,
  ...(decision.note ? { note: decision.note } : {}),
});

/** The compare-and-set: the ask's row and the machine's event in one transaction. */
export async function close(click: Click, ask: AskRow, event: Payload, more: JsonObject = {}): Promise<Answer> {
  await click.tx.asks.put(ask);
  const facts = { ...answered(ask), ...more };
  return (await tell(click, { lane: ask.lane, turn: ask.turn, event }, facts)) ? yes : no('The step has moved on.');
}

/** Each vote stands in the history, with the event that it led to. */
const answered = ({ ask, planHash, votes }: AskRow): JsonObject => ({
  ask,
  planHash,
  votes: votes.map(({ person, at, says }) => ({ ...byOf(person), at, says })),
});
