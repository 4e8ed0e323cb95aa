import { setTimeout as pause } from 'node:timers/promises';

/** Real milliseconds: at most one notice in this time. */
const every = 50;

export interface Teller {
  /** Sends a notice soon; several tellings may be one notice. */
  tell(): void;
  /** Resolves when nothing is left to send. */
  close(): Promise<void>;
}

export function createTeller(send: () => Promise<unknown>): Teller {
  let telling: Promise<void> | undefined;
  let more = false;
  const run = async () => {
    while (more) {
      more = false;
      // A notice that is lost with its connection is made good by the others' looking.
      await send().catch(() => undefined);
      await pause(every, undefined, { ref: false });
    }
    telling = undefined;
  };
  return {
    tell() {
      more = true;
      telling ??= run();
    },
    close: async () => telling,
  };
}
