import type { Moved } from '#machine/machine.ts';
import { move } from '#machine/move.ts';
import type { Want } from '#machine/wants.ts';
import { conclude } from './conclude.ts';
import { enter } from './enter.ts';
import type { Happened } from './happened.ts';
import { hash } from './ids.ts';
import { remind } from './notice.ts';
import { recordOutcomes } from './outcomes.ts';
import type { EngineParts } from './parts.ts';
import type { EventRow, RunRow } from './rows.ts';
import { isOver, type Loaded } from './run.ts';
import type { Tx } from './store.ts';
import { beginWants, endWants } from './wants.ts';

/** Links an event to the one before it in the same run, so that a later change of either shows. */
export const chain = (row: Omit<EventRow, 'hash'>): EventRow => ({ ...row, hash: hash(row) });

interface Step {
  readonly at: number;
  readonly happened: Happened;
  readonly moved: Moved;
}

type Entry = Pick<EventRow, 'at' | 'name' | 'lane' | 'turn' | 'facts'>;

/** One more event of the history; the row stands at it, and is not saved yet. */
async function append(tx: Tx, row: RunRow, entry: Entry): Promise<RunRow> {
  const seq = row.revision + 1;
  const written = chain({ run: row.run, seq, previous: row.head, ...entry });
  await tx.events.append(written);
  return { ...row, revision: seq, head: written.hash };
}

async function record(tx: Tx, loaded: Loaded, { at, happened, moved }: Step): Promise<Loaded> {
  const { event, lane, turn, facts } = happened;
  const { name, ...payload } = event;
  const row = await append(tx, loaded.row, { at, name, lane, turn, facts: { ...payload, ...facts } });
  const { phase, ending, outcomeUnknown } = moved.position;
  const now = { snapshot: moved.snapshot, phase, outcomeUnknown };
  return { ...loaded, position: moved.position, row: { ...row, ...now, ...(ending ? { ending } : {}) } };
}

/** What people do that moves nothing, and stands in the history all the same. */
const remarks = ['VOTED', 'HANDED_OVER', 'REVIEWED'] as const;
export const isRemark = ({ name }: Pick<EventRow, 'name'>): boolean => (remarks as readonly string[]).includes(name);

/** Keeps what the machine is not told of, also after the run's end. */
export async function remark(
  tx: Tx,
  { row }: Loaded,
  entry: Entry & { readonly name: (typeof remarks)[number] },
): Promise<void> {
  await tx.runs.save(await append(tx, row, entry));
  await redraw(tx, row.run);
}

async function once(
  tx: Tx,
  parts: EngineParts,
  before: Loaded,
  happened: Happened,
): Promise<readonly [Loaded, Moved] | undefined> {
  const at = parts.clock.now();
  const { lane, turn, event } = happened;
  const moved = move(before.machine, before.row.snapshot, { ...event, lane, turn, at });
  if (!moved) return undefined;
  const after = await record(tx, before, { at, happened, moved });
  await endWants(tx, { at, happened, before, after, wants: moved.cancelled });
  await recordOutcomes(tx, { at, happened, ended: moved.ended, run: after.row.run });
  await beginWants(tx, parts, { at, happened, loaded: after, wants: moved.started });
  if (event.name === 'TIMED_OUT' && event.purpose === 'remind') await remind(tx, parts, after, lane);
  return [after, moved];
}

/**
 * One event, in the caller's transaction: the event, the snapshot, effects, timers, asks and messages, all or nothing.
 * What is pure (`enter`) is answered at once, each an event of its own. `undefined`: the event does not apply, and nothing has changed.
 */
export async function dispatch(
  tx: Tx,
  parts: EngineParts,
  loaded: Loaded,
  first: Happened,
): Promise<Loaded | undefined> {
  const start = await once(tx, parts, loaded, first);
  if (!start) return undefined;
  let [now] = start;
  now = await answerPure(tx, parts, now, start[1].started);
  return closeUp(tx, parts, now);
}

/** Answers every `enter` that is wanted, until none is. */
export async function answerPure(
  tx: Tx,
  parts: EngineParts,
  loaded: Loaded,
  started: readonly Want[],
): Promise<Loaded> {
  let now = loaded;
  const open = started.filter(({ what }) => what === 'enter');
  for (let want = open.shift(); want; want = open.shift()) {
    const next = await once(tx, parts, now, await enter(tx, parts, now, want));
    if (!next) continue;
    now = next[0];
    open.push(...next[1].started.filter(({ what }) => what === 'enter'));
  }
  return now;
}

/** The last of a dispatch: an ended run lets go of everything, the row is saved, the run's message is to be drawn. */
export async function closeUp(tx: Tx, parts: EngineParts, loaded: Loaded): Promise<Loaded> {
  const row = isOver(loaded.row) ? await conclude(tx, parts, loaded) : loaded.row;
  await tx.runs.save(row);
  await redraw(tx, row.run);
  return { ...loaded, row };
}

/** The run's own message is behind. */
export async function redraw(tx: Tx, run: string): Promise<void> {
  const root = await tx.messages.get(run, 'root');
  if (root) await tx.messages.wantRoot(run, root.wanted + 1);
}
