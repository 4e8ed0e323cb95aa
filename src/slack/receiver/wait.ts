/** Resolves with the first of these, or after so many milliseconds. */
export async function atMost(ms: number, ...these: readonly Promise<unknown>[]): Promise<void> {
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(over.resolve, ms);
  await Promise.race([over.promise, ...these]);
  clearTimeout(timer);
}

/** Resolves when nothing is under way any more, also of what is added meanwhile. */
export async function idle(working: ReadonlySet<Promise<unknown>>): Promise<void> {
  while (working.size > 0) await Promise.all(working);
}
