/** How many calls at once, and how many more each second. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** A token bucket that begins full. Whoever reserves is served in the order of asking. */
export interface Bucket {
  /** Takes a token and says in how many milliseconds it may be used; takes none, and gives undefined, where that would be more than `patience`. */
  reserve(patience: number): number | undefined;
}

/** @param now milliseconds of a clock that only moves forward */
export function createBucket({ burst, perSecond }: Rate, now: () => number): Bucket {
  let tokens = burst;
  let filledAt = now();
  return {
    reserve(patience) {
      const at = now();
      tokens = Math.min(burst, tokens + ((at - filledAt) / 1_000) * perSecond);
      filledAt = at;
      const wait = Math.max(0, ((1 - tokens) / perSecond) * 1_000);
      if (wait > patience) return undefined;
      tokens -= 1;
      return Math.ceil(wait);
    },
  };
}
