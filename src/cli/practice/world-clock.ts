import { isObject } from '#domain/json.ts';
import type { Clock } from '#engine/ports.ts';

const beat = 1_000;

export interface WorldClock extends Clock {
  stop(): void;
}

interface Reading {
  /** Simulated time, epoch milliseconds. */
  readonly now: number;
  /** Simulated seconds in a real one. */
  readonly scale: number;
  /** When it was read, by `performance.now()`. */
  readonly at: number;
}

async function read(url: string): Promise<Reading> {
  const response = await fetch(`${url}/_sim/clock`, { signal: AbortSignal.timeout(beat) });
  const said: unknown = await response.json();
  if (!isObject(said) || typeof said['now'] !== 'number' || typeof said['scale'] !== 'number')
    throw new Error(`${url}/_sim/clock does not tell the time`);
  return { now: said['now'], scale: said['scale'], at: performance.now() };
}

/** The clock of a practice world in another process: read every second, reckoned on in between, and never going back. While the world does not answer, it goes on as it last went. */
export async function worldClock(url: string): Promise<WorldClock> {
  let last = await read(url);
  let latest = last.now;
  const follow = async (): Promise<void> => {
    const reading = await read(url).catch(() => undefined);
    if (reading) last = reading;
  };
  const timer = setInterval(() => void follow(), beat);
  timer.unref();
  return {
    now() {
      latest = Math.max(latest, Math.floor(last.now + (performance.now() - last.at) * last.scale));
      return latest;
    },
    wall: () => Date.now(),
    stop: () => clearInterval(timer),
  };
}
