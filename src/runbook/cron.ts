import { Cron } from 'croner';

export interface Timetable {
  /** Five fields: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  /** IANA's name. */
  readonly timeZone: string;
}

/*
 * Moments are epoch milliseconds. Where clocks are set, croner decides (https://croner.56k.guru/usage/pattern/): a time that is left out, 02:30 in March,
 * is the end of the gap; one that comes twice, 02:30 in October, is the first of them. Fields with a wildcard or a step follow the clock on the wall: they leave the gap out, and come twice in the overlap.
 */
const parse = ({ cron, timeZone }: Timetable): Cron =>
  new Cron(cron, { timezone: timeZone, mode: '5-part', paused: true });

/** Why five fields are no timetable: one of them cannot be read, or they never come about together. */
export function cronTrouble(cron: string): string | undefined {
  try {
    return nextAfter({ cron, timeZone: 'UTC' }, 0) === undefined ? 'it never comes about' : undefined;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message.replace(/^CronPattern: /, '') : String(thrown);
  }
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch (thrown) {
    if (thrown instanceof RangeError) return false;
    throw thrown;
  }
}

/** The first moment after this one; none if it never comes about again. */
export const nextAfter = (timetable: Timetable, at: number): number | undefined =>
  parse(timetable).nextRun(new Date(at))?.getTime();

/** Moments after `from` and up to `to`, oldest first; of more than `most` the latest. */
export function momentsBetween(timetable: Timetable, from: number, to: number, most: number): readonly number[] {
  // The reference itself is left out, and `to` is not.
  const latest = parse(timetable).previousRuns(most, new Date(to + 1_000));
  return latest
    .map((date) => date.getTime())
    .filter((moment) => moment > from && moment <= to)
    .sort((a, b) => a - b);
}
