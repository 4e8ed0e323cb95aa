import { admits, mayApprove, type Policy } from '#domain/policy.ts';
import type { Payload } from '#machine/events.ts';
import type { LaneAt } from '#machine/machine.ts';
import type { Answer, Verb } from '../api.ts';
import { policyOf } from '../asks.ts';
import { keepReceipt } from '../end.ts';
import { type Loaded, openRun } from '../run.ts';
import type { Tx } from '../store.ts';
import { type Click, clock, no, stale, tell, wrongMessage, yes } from './click.ts';

const orders: Partial<Record<Verb, Payload['name']>> = {
  retry: 'RETRY',
  'look-again': 'LOOK_AGAIN',
  skip: 'SKIP',
  'say-applied': 'SAY_APPLIED',
  'say-not-applied': 'SAY_NOT_APPLIED',
};

/** Buttons of held, unclear and slow cards: `<lane>:<turn>`. */
export async function order(click: Click): Promise<Answer> {
  const { decision, rest, loaded, tx } = click;
  const colon = rest.lastIndexOf(':');
  const [lane, turn] = [rest.slice(0, colon), Number(rest.slice(colon + 1))];
  const at = loaded.position.lanes.find((one) => one.lane === lane);
  if (at?.turn !== turn) return no(await decidedAlready(tx, loaded, lane, turn));
  const refused = mayOrder(click, at.step);
  if (refused) return no(refused);
  if (await wrongMessage(click, (row) => row.lane === lane && row.turn === turn)) return stale;
  const name = orders[decision.verb];
  if (!name) return no('That cannot be done here.');
  const event = (name === 'SAY_APPLIED' ? { name, last: await takeAsApplied(click, at) } : { name }) as Payload;
  return (await tell(click, { lane, turn, event })) ? yes : no('That cannot be done in this state.');
}

/** A person knows that it happened: the journal says so, without an answer to keep. Whether that was the plan's last request. */
async function takeAsApplied({ tx, parts, loaded }: Click, { instance, attempt, n, step }: LaneAt): Promise<boolean> {
  const { run } = loaded.row;
  const plan = await tx.plans.get(run, instance, attempt);
  const sent = (await tx.attempts.ofRun(run))
    .filter((row) => row.instance === instance && row.attempt === attempt && row.n === n)
    .at(-1);
  if (!plan || !sent) return true;
  const receipt = {};
  await tx.attempts.end({ ...sent, outcome: 'answered', endedAt: parts.clock.now(), receipt });
  await keepReceipt(tx, parts, { attempt: sent, plan, receipt, step });
  return n + 1 >= plan.planned.requests.length;
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

/** Retry and look again: who started it, may start, or may approve. Skip and say (not) applied: who may approve this step, the requester ruled out where policy says so. */
function mayOrder({ decision, parts, loaded, person }: Click, step: string): string | undefined {
  const policy = policyOf(parts, loaded, step);
  const verdict =
    decision.verb === 'retry' || decision.verb === 'look-again'
      ? admits(starters(loaded, policy), person, `${decision.verb === 'retry' ? 'retry' : 'look again'} here`)
      : mayApprove(policy, person, { requesters: [loaded.row.startedBy.id], voters: [] });
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
  const refused = mayOrder({ ...click, decision: { ...decision, verb: 'skip' } }, lane.split('/')[0] ?? lane);
  if (refused) return no(refused);
  const holder = (await tx.locks.held(wait.targets)).find(({ run }) => run !== loaded.row.run);
  const other = holder && (await openRun(tx, holder.run));
  if (!other) return no('Nobody holds it any more.');
  const note = `taken over by run ${loaded.row.run}`;
  const told = await tell(
    { ...click, loaded: other, decision: { ...decision, note } },
    { lane: 'run', turn: other.position.turn, event: { name: 'STOP' } },
  );
  parts.changed(other.row.run);
  return told
    ? { ok: true, say: `Run ${other.row.run} is being stopped.` }
    : no(`Run ${other.row.run} is stopping already.`);
}
