import { admits, mayApprove, type Policy } from '#domain/policy.ts';
import type { LaneAt } from '#machine/machine.ts';
import type { Refused } from '../api.ts';
import { policyOf, requestersOf } from '../asks.ts';
import type { Loaded } from '../run.ts';
import type { Tx } from '../store.ts';
import { type Click, clock, no, stale, wrongMessage } from './click.ts';

/** The lane that a card's button names, `<lane>:<turn>`, as long as it still stands where it stood, or why not. */
export async function current(click: Click): Promise<LaneAt | Refused> {
  const { rest, loaded, tx } = click;
  const colon = rest.lastIndexOf(':');
  const [lane, turn] = [rest.slice(0, colon), Number(rest.slice(colon + 1))];
  const at = loaded.position.lanes.find((one) => one.lane === lane);
  if (at?.turn !== turn) return no(await decidedAlready(tx, loaded, lane, turn));
  return (await wrongMessage(click, (row) => row.lane === lane && row.turn === turn)) ? stale : at;
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

/** Retry and look again: who may start or approve. Skip, roll back and say (not) applied: who may approve this step, those who asked for it ruled out where policy says so. */
export async function mayOrder(click: Click, at: Pick<LaneAt, 'lane' | 'step'>): Promise<string | undefined> {
  const { tx, decision, parts, loaded, person } = click;
  const policy = await policyOf(tx, parts, loaded, at.step);
  const requesters = requestersOf(loaded, at.lane, await tx.events.list(loaded.row.run));
  const verdict =
    decision.verb === 'retry' || decision.verb === 'look-again'
      ? admits(starters(loaded, policy), person, `${decision.verb === 'retry' ? 'retry' : 'look again'} here`)
      : mayApprove(policy, person, { requesters, voters: [] });
  return verdict.ok ? undefined : verdict.why;
}

export const starters = ({ definition }: Loaded, policy: Policy): readonly string[] =>
  definition.environment.start.length === 0
    ? []
    : [...definition.environment.start, ...policy.entries.flatMap(({ groups }) => groups)];
