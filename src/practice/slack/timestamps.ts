/** Slack's `ts`: seconds with six decimals, unique and rising even when the clock stands still. `now` is in milliseconds. */
export function createTimestamps(now: () => number): () => string {
  let last = 0;
  return () => {
    last = Math.max(Math.floor(now()) * 1000, last + 1);
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
  };
}
