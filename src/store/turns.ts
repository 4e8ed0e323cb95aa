export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets one piece of work run after the other, in the order in which they came. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    // Whoever asked for it learns of the failure; the next one goes on.
    last = mine.catch(() => undefined);
    return mine;
  };
}
