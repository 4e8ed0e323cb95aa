import { setImmediate as hear } from 'node:timers/promises';

export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Milliseconds after which whatever has come from outside is heard before the next one's turn: a busy store must not keep answers waiting. */
const deaf = 20;

/** Lets one piece of work run after the other, in the order in which they came. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let heard = performance.now();
  const listen = async (): Promise<void> => {
    if (performance.now() - heard < deaf) return;
    await hear();
    heard = performance.now();
  };
  return (work) => {
    const mine = last.then(work);
    // Whoever asked for it learns of the failure; the next one goes on.
    last = mine.catch(() => undefined).then(listen);
    return mine;
  };
}
