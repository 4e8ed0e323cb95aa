import { Failure } from '#domain/failure.ts';
import { admits, mayApprove, type Policy } from '#domain/policy.ts';
import type { Payload } from '#machine/events.ts';
import type { LaneAt } from '#machine/machine.ts';
import type { Answer, Refused } from '../api.ts';
import { policyOf, requestersOf } from '../asks.ts';
import { keepReceipt } from '../end.ts';
import type { EngineParts } from '../parts.ts';
import type { AttemptRow, PlanRow } from '../rows.ts';
import { type Loaded, openRun } from '../run.ts';
import type { Tx } from '../store.ts';
import { shortOf } from '../view/seen.ts';
import { type Click, clock, no, stale, tell, wrongMessage, yes } from './click.ts';

/** Buttons of held, unclear and slow cards: `<lane>:<turn>`. */
export async function order(click: Click): Promise<Answer> {
  const { rest, loaded, tx } = click;
  const colon = rest.lastIndexOf(':');
  const [lane, turn] = [rest.slice(0, colon), Number(rest.slice(colon + 1))];
  const at = loaded.position.lanes.find((one) => one.lane === lane);
  if (at?.turn !== turn) return no(await decidedAlready(tx, loaded, lane, turn));
  const refused = await mayOrder(click, at);
  if (refused) return no(refused);
  if (await wrongMessage(click, (row) => row.lane === lane && row.turn === turn)) return stale;
  const event = await eventOf(click, at);
  if ('refused' in event) return event;
  return (await tell(click, { lane, turn, event })) ? yes : no('That cannot be done in this state.');
}

const orders = { retry: 'RETRY', 'look-again': 'LOOK_AGAIN', skip: 'SKIP' } as const;

async function eventOf(click: Click, at: LaneAt): Promise<Payload | Refused> {
  const { verb } = click.decision;
  if (verb === 'say-applied' || verb === 'say-not-applied') return sayOf(click, at);
  return verb in orders ? { name: orders[verb as keyof typeof orders] } : no('That cannot be done here.');
}

/** What a person says of a request whose outcome is unclear; not against an answer that has come after all. */
async function sayOf({ tx, parts, decision, loaded }: Click, at: LaneAt): Promise<Payload | Refused> {
  if (at.state !== 'unclear') return no('That cannot be done in this state.');
  const { run } = loaded.row;
  const sent = (await tx.attempts.ofRun(run))
    .filter(({ instance, attempt, n }) => instance === at.instance && attempt === at.attempt && n === at.n)
    .at(-1);
  if (sent?.outcome === 'answered' || sent?.outcome === 'refused')
    return no('The answer has come meanwhile: look again, and the step goes on by itself.');
  if (decision.verb === 'say-not-applied') return { name: 'SAY_NOT_APPLIED' };
  const plan = await tx.plans.get(run, at.instance, at.attempt);
  if (!plan || !sent) throw new Failure('bug', 'attempt-missing', `Nothing of ${at.instance}@${at.attempt} was sent.`);
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

/** Retry and look again: who may start or approve. Skip and say (not) applied: who may approve this step, those who asked for it ruled out where policy says so. */
async function mayOrder(click: Click, at: Pick<LaneAt, 'lane' | 'step'>): Promise<string | undefined> {
  const { tx, decision, parts, loaded, person } = click;
  const policy = policyOf(parts, loaded, at.step);
  const requesters = requestersOf(loaded, at.lane, await tx.events.list(loaded.row.run));
  const verdict =
    decision.verb === 'retry' || decision.verb === 'look-again'
      ? admits(starters(loaded, policy), person, `${decision.verb === 'retry' ? 'retry' : 'look again'} here`)
      : mayApprove(policy, person, { requesters, voters: [] });
  return verdict.ok ? undefined : verdict.why;
}

const starters = ({ definition }: Loaded, policy: Policy): readonly string[] =>
  definition.environment.start.length === 0
    ? []
    : [...definition.environment.start, ...policy.entries.flatMap(({ groups }) => groups)];

/** Stop works in every state. */
export async function stop(click: Click): Promise<Answer> {
  const { parts, loaded, person } = click;
  const groups = starters(loaded, policyOf(parts, loaded, ''));
  const verdict =
    person.id === loaded.row.startedBy.id
      ? admits([], person, 'stop this run')
      : admits(groups, person, 'stop this run');
  if (!verdict.ok) return no(verdict.why);
  return (await tell(click, { lane: 'run', turn: loaded.position.turn, event: { name: 'STOP' } }))
    ? yes
    : no('This run is stopping already.');
}

/** Stops the run that holds what this one waits for. */
export async function takeOver(click: Click): Promise<Answer> {
  const { tx, parts, loaded, rest, decision } = click;
  const colon = rest.lastIndexOf(':');
  const lane = rest.slice(0, colon);
  const wait = (await tx.locks.waits()).find((one) => one.run === loaded.row.run && one.lane === lane);
  if (!wait) return no('This step waits for nobody any more.');
  const refused = await mayOrder(click, { lane, step: lane.split('/')[0] ?? lane });
  if (refused) return no(refused);
  const holder = (await tx.locks.held(wait.targets)).find(({ run }) => run !== loaded.row.run);
  const other = holder && (await openRun(tx, holder.run));
  if (!other) return no('Nobody holds it any more.');
  if (other.row.surface !== parts.surface)
    return no(`Run ${await shortOf(tx, other.row.run)} belongs to the ${other.row.surface}; it is stopped there.`);
  const by = `Taken over by run ${await shortOf(tx, loaded.row.run)}`;
  const note = decision.note ? `${by}: ${decision.note}` : by;
  const told = await tell(
    { ...click, loaded: other, decision: { ...decision, note } },
    { lane: 'run', turn: other.position.turn, event: { name: 'STOP' } },
  );
  parts.changed(other.row.run);
  const short = await shortOf(tx, other.row.run);
  return told ? { ok: true, say: `Run ${short} is being stopped.` } : no(`Run ${short} is stopping already.`);
}
