import { date, type Mrkdwn } from './mrkdwn.ts';

const HALF_A_DAY = 12 * 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/** `08:30 UTC` */
export const utc = (ms: number): string => `${iso(ms).slice(11, 16)} UTC`;

/** Time of day, for what happens within hours. */
export const time = (ms: number): Mrkdwn => date(ms, '{time}', utc(ms));

/** With seconds, for the record. */
export const exactTime = (ms: number): Mrkdwn => date(ms, '{time_secs}', `${iso(ms).slice(11, 19)} UTC`);

export const dayAndTime = (ms: number): Mrkdwn =>
  date(ms, '{date_short_pretty} {time}', `${iso(ms).slice(0, 10)} ${utc(ms)}`);

/** A deadline, seen from `from`: with its day when that may be another one. */
export const deadline = (ms: number, from: number): Mrkdwn => (ms - from > HALF_A_DAY ? dayAndTime(ms) : time(ms));
