import { makeBell } from './bell.ts';
import { complain } from './complain.ts';
import { sayWhoIsMissing } from './daily.ts';
import type { EngineParts } from './parts.ts';
import { seeToSchedules } from './scheduler.ts';

/** Real milliseconds between two looks at the clock. */
const pause = 1_000;

/** Starts what is due, and once a day says who is missing, until stopped. */
export function keepTimetable(parts: EngineParts): { readonly stop: () => Promise<void> } {
  const bell = makeBell();
  let stopping = false;
  const loop = async (): Promise<void> => {
    while (!stopping) {
      await seeToSchedules(parts);
      await sayWhoIsMissing(parts).catch((thrown: unknown) => complain(parts, thrown));
      if (!stopping) await bell.wait(pause);
    }
  };
  const looping = loop();
  return {
    stop: async () => {
      stopping = true;
      bell.ring();
      await looping;
    },
  };
}
