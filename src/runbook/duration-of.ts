import { parseDuration } from '#domain/duration.ts';

/** Milliseconds of a duration as it is written, or what holds where none is. */
export const durationOf = (text: string | undefined, otherwise: number): number =>
  text === undefined ? otherwise : parseDuration(text);
