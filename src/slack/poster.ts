import type { Announcements, Messages } from '#engine/api.ts';
import type { Surface } from '#engine/ports.ts';
import { createDelivery } from './delivery.ts';
import { announced, letterOf } from './letter.ts';
import type { Log } from './log.ts';
import type { ShowParts } from './show.ts';

export interface Poster extends Surface {
  start(): void;
  /** Resolves when nothing is being sent any more. */
  stop(): Promise<void>;
}

export interface PosterParts extends ShowParts {
  readonly messages: Messages;
  readonly announcements: Announcements;
  /** Milliseconds of a clock that does not go back, in which Slack's limits are counted. */
  now?(): number;
}

const AT_ONCE = 4;
/** What other processes raise, and what was put off, is seen at the latest after this. */
const LOOK_EVERY = 1_000;

/** Runs passes until one finds less than it could take; never two at once. */
function createLoop(pass: () => Promise<boolean>, logger: Log) {
  let passing: Promise<void> | undefined;
  let isStale = false;
  let isStopped = false;

  const passes = async (): Promise<void> => {
    do {
      isStale = false;
      if (await pass()) isStale = true;
    } while (isStale && !isStopped);
  };
  return {
    wake(): void {
      isStale = true;
      if (passing || isStopped) return;
      passing = passes()
        .catch((thrown: unknown) => logger.error(`Messages could not be read or kept: ${String(thrown)}`))
        .finally(() => {
          passing = undefined;
        });
    },
    async stop(): Promise<void> {
      isStopped = true;
      await passing;
    },
  };
}

/** Shows what runs want to be shown: whoever claims a message draws it as the run is now, so one writer and the latest state win. */
export function createPoster(parts: PosterParts): Poster {
  const { messages, announcements, logger } = parts;
  const { deliver, room } = createDelivery(parts, parts.now);
  let timer: ReturnType<typeof setInterval> | undefined;

  const postNew = async (): Promise<boolean> => {
    const drawings = await messages.claim(AT_ONCE, 'new');
    const rows = await announcements.claim(AT_ONCE);
    const names = parts.names();
    await deliver([
      ...drawings.map((drawing) => letterOf(drawing, messages, names)),
      ...rows.map((row) => announced(row, announcements)),
    ]);
    return drawings.length === AT_ONCE || rows.length === AT_ONCE;
  };
  /** Only as many as may be written now: what waits in the store is drawn later, and as it is then. */
  const writeShown = async (): Promise<boolean> => {
    const most = Math.min(AT_ONCE, room());
    if (most === 0) return false;
    const drawings = await messages.claim(most, 'shown');
    const names = parts.names();
    await deliver(drawings.map((drawing) => letterOf(drawing, messages, names)));
    return drawings.length === most;
  };
  const loops = [createLoop(postNew, logger), createLoop(writeShown, logger)];
  const wake = (): void => {
    for (const loop of loops) loop.wake();
  };

  return {
    changed: wake,
    start() {
      timer = setInterval(wake, LOOK_EVERY);
      wake();
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
