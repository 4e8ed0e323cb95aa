import type { Person } from '#domain/person.ts';
import { admits } from '#domain/policy.ts';
import type { Verb, Waiting } from './api.ts';
import type { Click } from './decide/click.ts';
import { mayOrder } from './decide/may-order.ts';
import { mayAnswer } from './decide/person.ts';
import { asOfNow, judge } from './decide/vote.ts';
import type { MessageRow } from './message-rows.ts';
import type { EngineParts } from './parts.ts';
import type { AskRow } from './rows.ts';
import { readRun } from './run.ts';
import type { Tx } from './store.ts';
import { cardOf } from './view/cards.ts';
import { ifReadable, see } from './view/seen.ts';
import { summarise } from './view/summary.ts';

const reads = { reads: true } as const;

/** One open card, and the ask behind it if it has one. */
interface Candidate {
  readonly card: MessageRow;
  readonly ask?: AskRow;
}

/** Open cards that this person may answer now, oldest first, as a click on them would be judged. A card that only tells of a wait (slow, a lock) is nobody's to answer. */
export async function waitingFor(parts: EngineParts, by: string, limit: number): Promise<readonly Waiting[]> {
  const person = await parts.directory.person(by);
  if (!admits([], person, '').ok) return [];
  const open = await parts.store.transaction((tx) => candidates(tx, parts), reads);
  const found: Waiting[] = [];
  // Each in a transaction of its own: with many runs nobody else waits for this list.
  for (const candidate of open.filter((one) => isPossible(one, person, parts.clock.now()))) {
    if (found.length >= limit) break;
    const waiting = await parts.store.transaction((tx) => judged(tx, parts, person, candidate), reads);
    if (waiting) found.push(waiting);
  }
  return found;
}

async function candidates(tx: Tx, { surface }: EngineParts): Promise<readonly Candidate[]> {
  const asks = new Map((await tx.asks.open(surface)).map((ask) => [`${ask.run} ${ask.lane}:${ask.turn}`, ask]));
  return (await tx.messages.unanswered(surface)).flatMap((card) => {
    if (card.kind !== 'ask') return [{ card }];
    const ask = asks.get(`${card.run} ${card.lane}:${card.turn}`);
    return ask ? [{ card, ask }] : [];
  });
}

/** What can be told without reading the run; policies only get stricter than what was asked. */
function isPossible({ ask }: Candidate, person: Person, now: number): boolean {
  if (!ask) return true;
  if (ask.closesAt <= now) return false;
  const groups = ask.kind === 'approval' ? ask.policy.entries.flatMap((entry) => entry.groups) : ask.assign;
  return admits(groups, person, '').ok;
}

async function judged(tx: Tx, parts: EngineParts, person: Person, open: Candidate): Promise<Waiting | undefined> {
  const { card: message } = open;
  const loaded = await ifReadable(readRun(tx, message.run));
  if (!loaded || loaded.row.endedAt !== undefined) return undefined;
  const clickOn = (verb: Verb): Click => ({
    tx,
    parts,
    loaded,
    person,
    decision: { verb, by: person.id, value: '' },
    rest: '',
    voters: new Map(),
  });
  if (!(await mayDecide(clickOn, open))) return undefined;
  const seen = await see(tx, message.run);
  const row = seen?.messages.find(({ purpose }) => purpose === message.purpose);
  const card = seen && row && !row.closed ? cardOf(seen, row) : undefined;
  return seen && card && { run: summarise(loaded.row, seen), card };
}

/** Whether one of the card's buttons is this person's. */
async function mayDecide(clickOn: (verb: Verb) => Click, { card, ask }: Candidate): Promise<boolean> {
  if (ask?.kind === 'approval') {
    const click = clickOn('approve');
    return judge(click, await asOfNow(click, ask)) === undefined;
  }
  if (ask) return !('refused' in mayAnswer(clickOn(ask.kind === 'choice' ? 'choose' : 'done'), ask, 'answer this'));
  const at = { lane: card.lane, step: String(card.facts['step']) };
  // What happened can only be said by who may approve; a held step goes on for whoever may start.
  return !('refused' in (await mayOrder(clickOn(card.kind === 'unclear' ? 'say-applied' : 'retry'), at)));
}
