/** Real milliseconds. */
const pause = 25;
const patience = 45_000;

/** Looks at another process again and again until it is so; throws with what was seen last. */
export async function until<T>(look: () => Promise<T>, so: (seen: T) => boolean): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    const seen = await look();
    if (so(seen)) return seen;
    if (performance.now() > end) throw new Error(`Not so after ${patience} ms: ${JSON.stringify(seen, null, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
