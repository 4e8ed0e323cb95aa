import type { Surface } from '#engine/ports.ts';
import { createDelivery, type DeliveryParts } from './delivery.ts';

export interface Poster extends Surface {
  start(): void;
  /** Resolves when nothing is being sent any more. */
  stop(): Promise<void>;
}

const AT_ONCE = 10;
/** What other processes raise, and what was put off, is seen at the latest after this. */
const LOOK_EVERY = 1_000;

/** Shows what runs want to be shown: whoever claims a message draws it as the run is now, so one writer and the latest state win. */
export function createPoster(parts: DeliveryParts): Poster {
  const { messages, logger } = parts;
  const deliver = createDelivery(parts);
  let passing: Promise<void> | undefined;
  let isStale = false;
  let isStopped = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  const pass = async (): Promise<void> => {
    do {
      isStale = false;
      const claimed = await messages.claim(AT_ONCE);
      await deliver(claimed);
      if (claimed.length === AT_ONCE) isStale = true;
    } while (isStale && !isStopped);
  };

  const wake = (): void => {
    isStale = true;
    if (passing || isStopped) return;
    passing = pass()
      .catch((thrown: unknown) => logger.error(`Messages could not be read or kept: ${String(thrown)}`))
      .finally(() => {
        passing = undefined;
      });
  };

  return {
    changed: wake,
    start() {
      timer = setInterval(wake, LOOK_EVERY);
      wake();
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await passing;
    },
  };
}
