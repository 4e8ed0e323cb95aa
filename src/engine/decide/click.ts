import type { JsonObject } from '#domain/json.ts';
import type { Person } from '#domain/person.ts';
import type { Answer, Decision, Refused } from '../api.ts';
import { dispatch } from '../dispatch.ts';
import type { Happened } from '../happened.ts';
import type { EngineParts } from '../parts.ts';
import type { ChannelFacts } from '../ports.ts';
import { byOf, type Loaded } from '../run.ts';
import type { Tx } from '../store.ts';

export const no = (refused: string): Refused => ({ refused });
export const yes: Answer = { ok: true };

/** What the directory says, read before the transaction that judges it. */
export interface Known {
  readonly person: Person;
  /** Who voted on the same ask before, as they are now. */
  readonly voters: ReadonlyMap<string, Person>;
  /** To whom a step shall be handed over. */
  readonly to?: Person;
  /** Of the channel that the decision is made in. */
  readonly channel?: ChannelFacts;
}

/** One decision of one person, in the transaction that judges it. */
export interface Click extends Known {
  readonly parts: EngineParts;
  readonly tx: Tx;
  readonly loaded: Loaded;
  readonly decision: Decision;
  readonly rest: string;
}

export const clock = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;

const placeOf = ({ message, form }: Decision, { surface }: EngineParts): string =>
  form ? 'form' : message ? 'card' : surface;

/** Who it was, as what they were taken, and by which rule: it stands in the history with every decision. */
export const decided = ({ parts, person, decision }: Click, judged: JsonObject): JsonObject => ({
  ...byOf(person),
  groups: person.groups,
  ...(decision.note ? { note: decision.note } : {}),
  judged: { kind: person.kind, from: placeOf(decision, parts), ...judged },
});

/** Tells the machine, and the record who it was. False: the event does not apply any more. */
export async function tell(
  click: Click,
  happened: Omit<Happened, 'facts'>,
  { judged, ...more }: JsonObject & { readonly judged: JsonObject },
): Promise<boolean> {
  const facts = { ...decided(click, judged), ...more };
  return (await dispatch(click.tx, click.parts, click.loaded, { ...happened, facts })) !== undefined;
}
