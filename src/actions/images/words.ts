import { sayDuration } from '#domain/duration.ts';

/** `sha256:` and its first 12 digits: enough for people to tell images apart. */
export const shortDigest = (digest: string): string => digest.slice(0, 'sha256:'.length + 12);

const day = 24 * 3_600_000;

/** How old an image is: in days from two on. */
export const ageInWords = (ms: number): string => (ms < 2 * day ? sayDuration(ms) : `${Math.floor(ms / day)} days`);
