/** What a read may see is late by seconds, so nothing is read more often than every three. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const paces: readonly (readonly [until: number, pause: number])[] = [
  [30_000, 3_000],
  [180_000, 5_000],
  [Number.POSITIVE_INFINITY, 10_000],
];

/** Up or down, so that what began together is not read together. */
const jitter = 0.2;

/**
 * Milliseconds until the next read.
 * @param elapsed milliseconds that it has been going on
 * @param random between 0 and 1
 */
export function pauseAfter(elapsed: number, random: number): number {
  const pause = paces.find(([until]) => elapsed < until)?.[1] ?? 0;
  return Math.round(pause * (1 - jitter + 2 * jitter * random));
}
