import { makeBell } from './bell.ts';
import { complain } from './complain.ts';
import { dispatch } from './dispatch.ts';
import { callOthers } from './escalation.ts';
import type { EngineParts } from './parts.ts';
import { perform } from './perform/perform.ts';
import type { EffectRow, TimerRow } from './rows.ts';
import { openRun } from './run.ts';
import { keepTimetable } from './timetable.ts';

export interface Worker {
  /** Claims nothing more, and waits for what is under way. */
  stop(): Promise<void>;
}

/** Effects performed side by side. */
const atOnce = 16;
/** Real milliseconds between two looks when nothing wakes us: other processes' work, and timers. */
const pause = 250;

/** Rings what is due: each timer's row goes in the transaction that dispatches it. Says how many rang. */
export async function ringTimers(parts: EngineParts): Promise<number> {
  const due = await parts.store.transaction((tx) => tx.timers.due(parts.surface, parts.clock.now(), 100), {
    reads: true,
  });
  let rang = 0;
  for (const timer of due) {
    try {
      await ring(parts, timer);
      rang++;
    } catch (thrown) {
      // One run that cannot be read, or not now, must not keep the others waiting.
      complain(parts, thrown);
    }
  }
  return rang;
}

async function ring(parts: EngineParts, timer: TimerRow): Promise<void> {
  const { run, key, lane, turn, purpose } = timer;
  await parts.store.transaction(async (tx) => {
    const loaded = await openRun(tx, run);
    const still = (await tx.timers.ofRun(run)).some((timer) => timer.key === key);
    if (!loaded || !still) return;
    await tx.timers.remove(run, key);
    if (purpose === 'escalate') await callOthers(tx, parts, loaded, timer);
    else await dispatch(tx, parts, loaded, { lane, turn, event: { name: 'TIMED_OUT', purpose } });
  });
  parts.changed(run);
}

export const claimEffects = (parts: EngineParts, limit: number): Promise<readonly EffectRow[]> =>
  parts.store.transaction((tx) => {
    const wall = parts.clock.wall();
    const leaseUntil = wall + parts.timing.lease;
    return tx.effects.claim({
      worker: parts.worker,
      surface: parts.surface,
      now: parts.clock.now(),
      wall,
      leaseUntil,
      limit,
    });
  });

/** Performs everything that is due, until nothing is: for tests and tools that turn the clock by hand. */
export async function drain(parts: EngineParts): Promise<void> {
  for (;;) {
    const rang = await ringTimers(parts);
    const effects = await claimEffects(parts, atOnce);
    await Promise.all(effects.map((effect) => perform(parts, effect)));
    if (rang === 0 && effects.length === 0) return;
  }
}

/** Serves the store's effects and timers of one surface until stopped; where there are channels to tell it to, schedules too. */
export function startWorker(parts: EngineParts): Worker {
  const bell = makeBell();
  const underway = new Set<Promise<void>>();
  let stopping = false;
  const off = parts.store.onChange(bell.ring);
  const beat = setInterval(() => void renew(parts, underway.size), parts.timing.lease / 3);

  const take = async (): Promise<boolean> => {
    const rang = await ringTimers(parts);
    const effects = underway.size < atOnce ? await claimEffects(parts, atOnce - underway.size) : [];
    for (const effect of effects) {
      const done = perform(parts, effect)
        .catch((thrown: unknown) => complain(parts, thrown))
        .finally(() => {
          underway.delete(done);
          bell.ring();
        });
      underway.add(done);
    }
    return rang > 0 || effects.length > 0;
  };

  const loop = async (): Promise<void> => {
    while (!stopping) {
      const busy = await take().catch((thrown: unknown) => complain(parts, thrown));
      if (!busy && !stopping) await bell.wait(pause);
    }
  };

  const looping = loop();
  const timetable = parts.surface === 'terminal' ? undefined : keepTimetable(parts);
  return {
    stop: async () => {
      stopping = true;
      bell.ring();
      off();
      await timetable?.stop();
      await looping;
      await Promise.all(underway);
      clearInterval(beat);
    },
  };
}

async function renew(parts: EngineParts, underway: number): Promise<void> {
  if (underway === 0) return;
  const wall = parts.clock.wall();
  await parts.store
    .transaction((tx) => tx.effects.renew(parts.worker, wall, wall + parts.timing.lease))
    .catch((thrown: unknown) => complain(parts, thrown));
}
