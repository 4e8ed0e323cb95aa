import type { JsonObject } from '#domain/json.ts';
import type { Person } from '#domain/person.ts';
import type { Answer, Decision, Refused } from '../api.ts';
import { dispatch } from '../dispatch.ts';
import type { Happened } from '../happened.ts';
import type { EngineParts } from '../parts.ts';
import type { MessageRow } from '../rows.ts';
import { byOf, type Loaded } from '../run.ts';
import type { Tx } from '../store.ts';

export const no = (refused: string): Refused => ({ refused });
export const yes: Answer = { ok: true };
export const stale = no('This card is not the current one of its step. Look for the newest in the thread.');

/** One decision of one person, in the transaction that judges it. */
export interface Click {
  readonly parts: EngineParts;
  readonly tx: Tx;
  readonly loaded: Loaded;
  readonly decision: Decision;
  readonly person: Person;
  readonly rest: string;
  /** Who voted on the same ask before, as they are now. */
  readonly voters: ReadonlyMap<string, Person>;
}

export const clock = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;

/** Tells the machine, and the record who it was. False: the event does not apply any more. */
export async function tell(
  { tx, parts, loaded, person, decision }: Click,
  happened: Omit<Happened, 'facts'>,
  more: JsonObject = {},
): Promise<boolean> {
  const facts = {
    ...byOf(person),
    groups: person.groups,
    ...(decision.note ? { note: decision.note } : {}),
    ...more,
  };
  return (await dispatch(tx, parts, loaded, { ...happened, facts })) !== undefined;
}

/** The message that was clicked must be the card's own. */
export async function wrongMessage(
  { tx, decision, loaded }: Click,
  find: (row: MessageRow) => boolean,
): Promise<boolean> {
  if (!decision.message) return false;
  const card = (await tx.messages.ofRun(loaded.row.run)).find(find);
  return card?.ts !== undefined && (card.ts !== decision.message.ts || card.channel !== decision.message.channel);
}
