import type { Closed } from '#domain/card-view.ts';
import type { Json } from '#domain/json.ts';
import type { HaltReason } from '#machine/machine.ts';
import type { Want } from '#machine/wants.ts';
import { openAsk } from './asks.ts';
import { putCard } from './card-row.ts';
import { callLater, callNobody } from './escalation.ts';
import type { Happened } from './happened.ts';
import { askId } from './ids.ts';
import { letGo } from './locks.ts';
import type { MessageRow } from './message-rows.ts';
import type { EngineParts } from './parts.ts';
import { canRollBack } from './rollback.ts';
import type { AskRow } from './rows.ts';
import type { Loaded } from './run.ts';
import type { Tx } from './store.ts';

const timers = ['within', 'timeout', 'settle', 'hold', 'wait', 'remind'] as const;
type Timer = (typeof timers)[number];
const isTimer = (what: string): what is Timer => (timers as readonly string[]).includes(what);

const cards = { ask: 'ask', held: 'held', unclear: 'unclear', slow: 'slow' } as const;
const cardOf = (what: string): MessageRow['kind'] | undefined =>
  what in cards ? cards[what as keyof typeof cards] : undefined;

interface Beginning {
  readonly at: number;
  readonly happened: Happened;
  readonly loaded: Loaded;
  readonly wants: readonly Want[];
}

/** Makes true what the machine newly wants: a timer's row, an open ask, a card, or an effect for a worker. `enter` is answered by dispatch itself. */
export async function beginWants(
  tx: Tx,
  parts: EngineParts,
  { at, happened, loaded, wants }: Beginning,
): Promise<void> {
  for (const want of wants) {
    if (want.what === 'enter') continue;
    if (isTimer(want.what)) await setTimer(tx, loaded, want, want.what);
    else if (cardOf(want.what)) await raise(tx, parts, { at, happened, loaded, want });
    else await tx.effects.add({ run: loaded.row.run, surface: loaded.row.surface, want, runAt: at, claims: 0 });
  }
}

async function setTimer(tx: Tx, { row }: Loaded, { key, lane, turn, due }: Want, purpose: Timer): Promise<void> {
  if (due === undefined) return;
  await tx.timers.set({ run: row.run, surface: row.surface, key, lane, turn, purpose, due });
}

/** A card for somebody: with what was so when it was raised. */
async function raise(
  tx: Tx,
  parts: EngineParts,
  {
    at,
    happened,
    loaded,
    want,
  }: { readonly at: number; readonly happened: Happened; readonly loaded: Loaded; readonly want: Want },
): Promise<void> {
  const kind = cardOf(want.what);
  if (!kind) return;
  const { row, position } = loaded;
  if (kind === 'ask') {
    await openAsk(tx, parts, loaded, want);
    await callLater(tx, loaded, want, at);
  }
  // A step that is held with a known outcome leaves its targets to whoever repairs it.
  if (kind === 'held') await letGo(tx, row.run, at, want.instance);
  const until = position.wants.find(({ lane, what }) => lane === want.lane && isTimer(what) && what !== 'remind')?.due;
  const rollBack = (kind === 'held' || kind === 'slow') && (await canRollBack(tx, parts, loaded));
  await putCard(
    tx,
    loaded,
    { at, kind, lane: want.lane, turn: want.turn },
    {
      step: want.step,
      instance: want.instance,
      attempt: want.attempt,
      ask: askId(want),
      event: happened.event.name,
      ...(happened.event.name === 'TIMED_OUT' ? { purpose: happened.event.purpose } : {}),
      ...(until === undefined ? {} : { until }),
      ...(rollBack ? { rollBack } : {}),
      ...happened.facts,
    },
  );
}

interface Ending {
  readonly at: number;
  readonly happened: Happened;
  readonly before: Loaded;
  readonly after: Loaded;
  readonly wants: readonly Want[];
}

/** Withdraws what the machine no longer wants: effects, timers, waits; a card says how it was decided and loses its buttons. */
export async function endWants(tx: Tx, ending: Ending): Promise<void> {
  const { run } = ending.before.row;
  for (const want of ending.wants) {
    if (isTimer(want.what)) await tx.timers.remove(run, want.key);
    else if (cardOf(want.what)) await closeCard(tx, ending, want, `${want.lane}:${want.turn}:${want.what}`);
    else await tx.effects.remove(run, want.key);
    if (want.what === 'ask') await endAsk(tx, ending, want);
    if (want.what !== 'lock') continue;
    await tx.locks.unwait(run, want.lane);
    await closeCard(tx, ending, want, `${want.lane}:${want.turn}:lock`);
  }
}

/** Whoever was reminded of it or called to it need not come any more. */
async function endAsk(tx: Tx, ending: Ending, want: Want): Promise<void> {
  await callNobody(tx, ending.before.row.run, want);
  for (const kind of ['reminder', 'escalation']) await closeCard(tx, ending, want, `${want.lane}:${want.turn}:${kind}`);
}

const how: Readonly<Record<string, Closed['how']>> = {
  APPROVED: 'approved',
  REJECTED: 'rejected',
  TIMED_OUT: 'expired',
  DONE: 'done',
  CHOSEN: 'chosen',
  FAILED: 'failed',
  RETRY: 'retried',
  LOOK_AGAIN: 'looked-again',
  SAY_APPLIED: 'said-applied',
  SAY_NOT_APPLIED: 'said-not-applied',
  SKIP: 'skipped',
  STOP: 'stopped',
};

async function closeCard(tx: Tx, ending: Ending, want: Want, purpose: string): Promise<void> {
  const { run } = ending.before.row;
  const card = await tx.messages.get(run, purpose);
  if (!card || card.closed) return;
  const ask = want.what === 'ask' ? await tx.asks.get(run, askId(want)) : undefined;
  if (ask?.state === 'open') await tx.asks.put({ ...ask, state: 'closed' });
  const by = decidedBy(ending, want, ask);
  const note = ending.happened.facts?.['note'];
  const closed = {
    how: howClosed(ending, want),
    at: ending.at,
    ...(by ? { by } : {}),
    ...(note === undefined ? {} : { note }),
  };
  await tx.messages.put({ ...card, wanted: card.wanted + 1, closed });
}

function howClosed({ happened, after }: Ending, want: Want): Closed['how'] {
  if (happened.lane === want.lane) return isAlone(happened) ? 'broke-glass' : (how[happened.event.name] ?? 'over');
  return haltings[after.position.halt ?? after.position.ending ?? 'chosen-success'] ?? 'stopped';
}

const isAlone = ({ event, facts }: Happened): boolean => event.name === 'APPROVED' && 'breakGlass' in { ...facts };

/** Why a card is over whose own step was not answered: whatever is not here is a stop. */
const haltings: Partial<Record<HaltReason, Closed['how']>> = {
  rollback: 'rolled-back',
  'chosen-stop': 'over',
  'chosen-success': 'over',
};

/** An approval is everybody's who gave it; anything else is of the one person who did it, or of nobody. */
function decidedBy({ happened }: Ending, { lane }: Want, ask: AskRow | undefined): Json[] | undefined {
  if (ask && happened.event.name === 'APPROVED' && happened.lane === lane && !isAlone(happened))
    return ask.votes.map(({ person }) => ({ id: person.id, name: person.name }));
  const by = happened.facts?.['by'];
  return by === undefined ? undefined : [by];
}
