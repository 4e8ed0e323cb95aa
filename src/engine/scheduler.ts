import type { Announcement } from '#domain/announcement.ts';
import type { Schedule } from '#domain/config.ts';
import { momentsBetween, nextAfter } from '#runbook/cron.ts';
import type { Started } from './api.ts';
import { said } from './check-start.ts';
import { complain } from './complain.ts';
import type { EngineParts } from './parts.ts';
import { orderOf, startKeyOf } from './schedules.ts';
import { begin } from './start.ts';
import type { Tx } from './store.ts';

/** A moment that is older than this, in milliseconds of the run's time, is missed and not made up for. */
const missedAfter = 2 * 60_000;
const mostCounted = 100;

/** Sees to every moment that has come, of each schedule of stepward.yml. One that fails keeps no other waiting, and is tried again. */
export async function seeToSchedules(parts: EngineParts): Promise<void> {
  for (const schedule of parts.catalogue.config.schedules) {
    try {
      await seeTo(parts, schedule);
    } catch (thrown) {
      complain(parts, thrown);
    }
  }
}

/** What is new, or due at other times than before, begins now: nothing of it has been missed. */
const nameOf = ({ id, cron, timeZone }: Schedule): string => `${id} ${cron} ${timeZone}`;

async function seeTo(parts: EngineParts, schedule: Schedule): Promise<void> {
  const now = parts.clock.now();
  const row = await parts.store.transaction((tx) => tx.schedules.get(parts.surface, nameOf(schedule)), { reads: true });
  if (!row) {
    await parts.store.transaction((tx) => seen(tx, parts, schedule, now));
    return;
  }
  const due = momentsBetween(schedule, row.seenTo, now, mostCounted);
  const late = due.filter((moment) => now - moment > missedAfter);
  await sayMissed(parts, schedule, late);
  for (const moment of due.slice(late.length)) await startDue(parts, schedule, moment);
}

/** False if another process has seen to it. */
const seen = (tx: Tx, { surface }: EngineParts, schedule: Schedule, seenTo: number): Promise<boolean> =>
  tx.schedules.seeTo({ schedule: nameOf(schedule), surface, seenTo });

/**
 * Starts first, then notes that it is seen to. Killed in between, the next look starts again, and the start key answers with the run that is there already:
 * it is neither lost nor doubled. Of two processes that start it at once the key lets one.
 */
async function startDue(parts: EngineParts, schedule: Schedule, due: number): Promise<void> {
  const started = await begin(parts, orderOf(parts, schedule, due));
  await parts.store.transaction(async (tx) => {
    if (!(await seen(tx, parts, schedule, due)) || !('problems' in started)) return;
    await announce(tx, parts, schedule, { key: startKeyOf(schedule.id, due), facts: refused(schedule, due, started) });
  });
}

/** Said once, by the process that notes it. The oldest may have been started by one that was killed before it could note so. */
async function sayMissed(parts: EngineParts, schedule: Schedule, late: readonly number[]): Promise<void> {
  const [first, last] = [late[0], late.at(-1)];
  if (first === undefined || last === undefined) return;
  await parts.store.transaction(async (tx) => {
    if (!(await seen(tx, parts, schedule, last))) return;
    const count = late.length - ((await tx.runs.byStartKey(startKeyOf(schedule.id, first))) ? 1 : 0);
    if (count === 0) return;
    const facts = { kind: 'schedule-missed', ...about(schedule, parts.clock.now()), due: last, count } as const;
    await announce(tx, parts, schedule, { key: `${startKeyOf(schedule.id, last)}:missed`, facts });
  });
}

const refused = (schedule: Schedule, due: number, why: Exclude<Started, { readonly run: string }>): Announcement => ({
  kind: 'schedule-refused',
  ...about(schedule, due),
  due,
  why: said(why),
});

function about(schedule: Schedule, now: number) {
  const { id, runbook, environment } = schedule;
  const next = nextAfter(schedule, now);
  return { schedule: id, runbook, environment, ...(next === undefined ? {} : { next }) };
}

async function announce(
  tx: Tx,
  { surface, clock }: EngineParts,
  { channel }: Schedule,
  what: { readonly key: string; readonly facts: Announcement },
): Promise<void> {
  await tx.announcements.put({ ...what, surface, channel, raisedAt: clock.now() });
}
