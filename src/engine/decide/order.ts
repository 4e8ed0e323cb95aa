import { Failure } from '#domain/failure.ts';
import type { Payload } from '#machine/events.ts';
import type { LaneAt } from '#machine/machine.ts';
import type { Answer, Refused } from '../api.ts';
import { keepReceipt, notMade } from '../end.ts';
import type { EngineParts } from '../parts.ts';
import type { AttemptRow, PlanRow } from '../rows.ts';
import type { Tx } from '../store.ts';
import { type Click, no, tell, yes } from './click.ts';
import { current, mayOrder } from './may-order.ts';

/** Buttons of held, unclear and slow cards: `<lane>:<turn>`. */
export async function order(click: Click): Promise<Answer> {
  const at = await current(click);
  if ('refused' in at) return at;
  const { lane, turn } = at;
  const may = await mayOrder(click, at);
  if ('refused' in may) return may;
  const event = await eventOf(click, at);
  if ('refused' in event) return event;
  return (await tell(click, { lane, turn, event }, may)) ? yes : no('That cannot be done in this state.');
}

const orders = { retry: 'RETRY', 'look-again': 'LOOK_AGAIN', skip: 'SKIP' } as const;

async function eventOf(click: Click, at: LaneAt): Promise<Payload | Refused> {
  const { verb } = click.decision;
  if (verb === 'say-applied' || verb === 'say-not-applied') return sayOf(click, at);
  return verb in orders ? { name: orders[verb as keyof typeof orders] } : no('That cannot be done here.');
}

/** What a person says of a request whose outcome is unclear; not against an answer that has come after all. */
async function sayOf({ tx, parts, decision, loaded, person }: Click, at: LaneAt): Promise<Payload | Refused> {
  if (at.state !== 'unclear') return no('That cannot be done in this state.');
  const { run } = loaded.row;
  const sent = (await tx.attempts.ofRun(run))
    .filter(({ instance, attempt, n }) => instance === at.instance && attempt === at.attempt && n === at.n)
    .at(-1);
  if (sent?.outcome === 'answered' || sent?.outcome === 'refused')
    return no('The answer has come meanwhile: look again, and the step goes on by itself.');
  const plan = await tx.plans.get(run, at.instance, at.attempt);
  if (!plan || !sent) throw new Failure('bug', 'attempt-missing', `Nothing of ${at.instance}@${at.attempt} was sent.`);
  if (decision.verb === 'say-not-applied') {
    await tx.attempts.end(notMade(sent, parts.clock.now(), `${person.name} says that it did not happen.`));
    return { name: 'SAY_NOT_APPLIED' };
  }
  await takeAsApplied(tx, parts, { sent, plan, step: at.step });
  return { name: 'SAY_APPLIED', last: at.n + 1 >= plan.planned.requests.length };
}

/** The journal says that it happened, without an answer to keep. */
async function takeAsApplied(
  tx: Tx,
  parts: EngineParts,
  { sent, plan, step }: { readonly sent: AttemptRow; readonly plan: PlanRow; readonly step: string },
): Promise<void> {
  const receipt = {};
  await tx.attempts.end({ ...sent, outcome: 'answered', endedAt: parts.clock.now(), receipt });
  await keepReceipt(tx, parts, { attempt: sent, plan, receipt, step });
}
