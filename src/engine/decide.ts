import { sayDuration } from '#domain/duration.ts';
import { asFailure } from '#domain/failure.ts';
import type { Person } from '#domain/person.ts';
import { admits, filled, mayApprove, needed, type Policy } from '#domain/policy.ts';
import type { Payload } from '#machine/events.ts';
import type { Answer, Decision, Verb } from './api.ts';
import { policyOf } from './asks.ts';
import { dispatch, type Happened } from './dispatch.ts';
import type { EngineParts } from './parts.ts';
import type { AskRow, MessageRow, Vote } from './rows.ts';
import { byOf, isOver, type Loaded, openRun } from './run.ts';
import type { Tx } from './store.ts';

const no = (refused: string): Answer => ({ refused });
const yes: Answer = { ok: true };

/** Judges a click and carries it out. The person is read before the transaction opens; the transaction judges what was read, and records it. */
export async function decide(parts: EngineParts, decision: Decision): Promise<Answer> {
  let person: Person;
  try {
    person = await parts.directory.person(decision.by);
  } catch (thrown) {
    return no(`It cannot be checked who you are right now, so this does not count: ${asFailure(thrown).message}`);
  }
  const { run, rest } = split(decision.value);
  const answer = await parts.store.transaction(async (tx) => {
    const loaded = await openRun(tx, run);
    if (!loaded) return no('This run is not known here.');
    if (loaded.row.surface !== parts.surface)
      return no(`This run belongs to the ${loaded.row.surface}; it is decided there.`);
    if (isOver(loaded.row)) return no('This run has ended.');
    const click: Click = { parts, tx, loaded, decision, person, rest };
    if (decision.verb === 'stop') return stop(click);
    if (decision.verb === 'approve' || decision.verb === 'reject') return vote(click);
    if (decision.verb === 'done' || decision.verb === 'failed') return finish(click);
    if (decision.verb === 'take-over') return takeOver(click);
    return order(click);
  });
  parts.changed(run);
  return answer;
}

/** `<run>.<ask>`, `<run>.<lane>:<turn>` or `<run>`. */
function split(value: string): { readonly run: string; readonly rest: string } {
  const dot = value.indexOf('.');
  return dot < 0 ? { run: value, rest: '' } : { run: value.slice(0, dot), rest: value.slice(dot + 1) };
}

interface Click {
  readonly parts: EngineParts;
  readonly tx: Tx;
  readonly loaded: Loaded;
  readonly decision: Decision;
  readonly person: Person;
  readonly rest: string;
}

const clock = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;

async function tell(
  { tx, parts, loaded, person, decision }: Click,
  happened: Omit<Happened, 'facts'>,
  ask?: AskRow,
): Promise<boolean> {
  const facts = {
    ...byOf(person),
    groups: person.groups,
    ...(decision.note ? { note: decision.note } : {}),
    ...(ask ? { ask: ask.ask, planHash: ask.planHash } : {}),
  };
  return (await dispatch(tx, parts, loaded, { ...happened, facts })) !== undefined;
}

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

/** The message that was clicked must be the card's own. */
async function wrongMessage({ tx, decision, loaded }: Click, find: (row: MessageRow) => boolean): Promise<boolean> {
  if (!decision.message) return false;
  const card = (await tx.messages.ofRun(loaded.row.run)).find(find);
  return card?.ts !== undefined && (card.ts !== decision.message.ts || card.channel !== decision.message.channel);
}

const stale = no('This card is not the current one of its step. Look for the newest in the thread.');

async function vote(click: Click): Promise<Answer> {
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
async function finish(click: Click): Promise<Answer> {
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

const events: Partial<Record<Verb, Payload['name']>> = {
  retry: 'RETRY',
  'look-again': 'LOOK_AGAIN',
  skip: 'SKIP',
  'say-applied': 'SAY_APPLIED',
  'say-not-applied': 'SAY_NOT_APPLIED',
};

/** Buttons of held, unclear and slow cards: `<lane>:<turn>`. */
async function order(click: Click): Promise<Answer> {
  const { decision, rest, loaded, tx } = click;
  const colon = rest.lastIndexOf(':');
  const [lane, turn] = [rest.slice(0, colon), Number(rest.slice(colon + 1))];
  const at = loaded.position.lanes.find((one) => one.lane === lane);
  if (at?.turn !== turn) return no(await decidedAlready(tx, loaded, lane, turn));
  const refused = mayOrder(click, at.step);
  if (refused) return no(refused);
  if (await wrongMessage(click, (row) => row.lane === lane && row.turn === turn)) return stale;
  const name = events[decision.verb];
  if (!name) return no('That cannot be done here.');
  const event = (name === 'SAY_APPLIED' ? { name, last: await isLast(tx, loaded, at) } : { name }) as Payload;
  return (await tell(click, { lane, turn, event })) ? yes : no('That cannot be done in this state.');
}

async function isLast(
  tx: Tx,
  { row }: Loaded,
  { instance, attempt, n }: { instance: string; attempt: number; n: number },
): Promise<boolean> {
  const plan = await tx.plans.get(row.run, instance, attempt);
  return n + 1 >= (plan?.planned.requests.length ?? 1);
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
      ? admits(starters(parts, loaded, policy), person, `${decision.verb === 'retry' ? 'retry' : 'look again'} here`)
      : mayApprove(policy, person, { requesters: [loaded.row.startedBy.id], voters: [] });
  return verdict.ok ? undefined : verdict.why;
}

const starters = (_: EngineParts, { definition }: Loaded, policy: Policy): readonly string[] =>
  definition.environment.start.length === 0
    ? []
    : [...definition.environment.start, ...policy.entries.flatMap(({ groups }) => groups)];

async function stop(click: Click): Promise<Answer> {
  const { parts, loaded, person } = click;
  const groups = starters(parts, loaded, policyOf(parts, loaded, ''));
  const verdict =
    person.id === loaded.row.startedBy.id
      ? admits([], person, 'stop this run')
      : admits(groups, person, 'stop this run');
  if (!verdict.ok) return no(verdict.why);
  return (await tell(click, { lane: 'run', turn: 0, event: { name: 'STOP' } }))
    ? yes
    : no('This run is stopping already.');
}

/** Stops the run that holds what this one waits for. */
async function takeOver(click: Click): Promise<Answer> {
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
    { lane: 'run', turn: 0, event: { name: 'STOP' } },
  );
  parts.changed(other.row.run);
  return told
    ? { ok: true, say: `Run ${other.row.run} is being stopped.` }
    : no(`Run ${other.row.run} is stopping already, since ${sayDuration(parts.clock.now() - other.row.startedAt)}.`);
}
