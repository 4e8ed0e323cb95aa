/** Lets one piece of work run after the other, in the order in which they came. */
export function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    // Whoever asked for it learns of the failure; the next one goes on.
    last = mine.catch(() => undefined);
    return mine;
  };
}
