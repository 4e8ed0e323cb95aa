import { setImmediate as hear } from 'node:timers/promises';

export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Milliseconds after which whatever has come from outside is heard before the next one's turn: a busy store must not keep answers waiting. */
const deaf = 20;

/** Waits for the process to hear what has come if it has not done so for too long. */
function createEar(): () => Promise<unknown> | undefined {
  let since: number | undefined;
  return () => {
    if (since !== undefined) return performance.now() - since > deaf ? hear() : undefined;
    since = performance.now();
    setImmediate(() => {
      since = undefined;
    });
    return undefined;
  };
}

/** Lets one piece of work run after the other, in the order in which they came. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  const listen = createEar();
  return (work) => {
    const mine = last.then(work);
    // Whoever asked for it learns of the failure; the next one goes on.
    last = mine.catch(() => undefined).then(listen);
    return mine;
  };
}
