import type { JsonObject } from '#domain/json.ts';
import { admits, mayApprove, type Policy } from '#domain/policy.ts';
import type { LaneAt } from '#machine/machine.ts';
import type { Refused, Verb } from '../api.ts';
import { policyOf, requestersOf } from '../asks.ts';
import type { MessageRow } from '../message-rows.ts';
import type { Loaded } from '../run.ts';
import type { Tx } from '../store.ts';
import { type Click, clock, no } from './click.ts';
import { misplaced } from './origin.ts';

/** `<lane>:<turn>`, as a card's button names it. */
export function placeIn(rest: string): Pick<LaneAt, 'lane' | 'turn'> {
  const colon = rest.lastIndexOf(':');
  return { lane: rest.slice(0, colon), turn: Number(rest.slice(colon + 1)) };
}

const ordering: ReadonlySet<MessageRow['kind']> = new Set(['held', 'unclear', 'slow']);

/** The lane that a card's button names, as long as it still stands where it stood, or why not. */
export async function current(click: Click): Promise<LaneAt | Refused> {
  const { rest, loaded, tx } = click;
  const { lane, turn } = placeIn(rest);
  const elsewhere = await misplaced(click, (row) => ordering.has(row.kind) && row.lane === lane && row.turn === turn);
  if (elsewhere) return elsewhere;
  const at = loaded.position.lanes.find((one) => one.lane === lane);
  return at?.turn === turn ? at : no(await decidedAlready(tx, loaded, lane, turn));
}

async function decidedAlready(tx: Tx, { row }: Loaded, lane: string, turn: number): Promise<string> {
  const card = (await tx.messages.ofRun(row.run)).find((one) => one.lane === lane && one.turn === turn && one.closed);
  const by = (card?.closed?.['by'] as readonly { readonly name: string }[] | undefined)
    ?.map(({ name }) => name)
    .join(', ');
  const at = card?.closed?.['at'];
  return by && typeof at === 'number'
    ? `${by} was first, at ${clock(at)}.`
    : 'The step has moved on; this card is no longer current.';
}

/** By which rule somebody may do it. */
export type Judged = { readonly judged: JsonObject };

/** Retry and look again: who may start or approve. Skip, roll back and say (not) applied: who may approve this step, those who asked for it ruled out where policy says so. */
export async function mayOrder(click: Click, at: Pick<LaneAt, 'lane' | 'step'>): Promise<Judged | Refused> {
  const { tx, decision, parts, loaded, person } = click;
  const policy = await policyOf(tx, parts, loaded, at.step);
  const requesters = requestersOf(loaded, at.lane, await tx.events.list(loaded.row.run));
  if (decision.verb === 'retry' || decision.verb === 'look-again')
    return admitted(click, starters(loaded, policy), `${decision.verb === 'retry' ? 'retry' : 'look again'} here`);
  const verdict = mayApprove(policy, person, { requesters, voters: [], doing: doing[decision.verb] });
  return verdict.ok ? { judged: byPolicy(policy, requesters) } : no(verdict.why);
}

const doing: Partial<Record<Verb, string>> = {
  skip: 'skip it',
  'roll-back': 'roll it back',
  'take-over': 'take it over',
  'say-applied': 'say so',
  'say-not-applied': 'say so',
};

/** One of us, in one of these groups; in any, where there are none. */
export function admitted({ person }: Click, groups: readonly string[], doing: string): Judged | Refused {
  const verdict = admits(groups, person, doing);
  return verdict.ok ? { judged: { groups } } : no(verdict.why);
}

export const byPolicy = ({ entries, requester }: Policy, requesters: readonly string[]): JsonObject => ({
  entries: entries.map(({ groups, count }) => ({ groups, count })),
  requester,
  requesters,
});

export const starters = ({ definition }: Loaded, policy: Policy): readonly string[] =>
  definition.environment.start.length === 0
    ? []
    : [...definition.environment.start, ...policy.entries.flatMap(({ groups }) => groups)];
