import { describe, expect, it } from '@jest/globals';
import { cronTrouble, isTimeZone, momentsBetween, nextAfter } from '#runbook/cron.ts';

const berlin = (cron: string) => ({ cron, timeZone: 'Europe/Berlin' });
const at = (text: string): number => Date.parse(text);
const said = (moments: readonly number[]): readonly string[] =>
  moments.map((one) => new Date(one).toISOString().slice(5, 16));

describe('a timetable', () => {
  it('takes the end of the gap for a fixed time that does not exist', () => {
    expect(nextAfter(berlin('30 2 * * *'), at('2026-03-28T12:00Z'))).toBe(at('2026-03-29T01:00Z'));
  });

  it('takes a fixed time that comes twice once, and one that goes by the wall twice', () => {
    const night = [at('2026-10-24T22:00Z'), at('2026-10-25T04:00Z'), 10] as const;
    expect(said(momentsBetween(berlin('30 2 * * *'), ...night))).toEqual(['10-25T00:30']);
    expect(said(momentsBetween(berlin('*/30 2 * * *'), ...night))).toEqual([
      '10-25T00:00',
      '10-25T00:30',
      '10-25T01:00',
      '10-25T01:30',
    ]);
  });

  it('leaves out the moment it counts from, takes the one it counts to, and of too many the latest', () => {
    const hourly = { cron: '0 * * * *', timeZone: 'UTC' };
    expect(said(momentsBetween(hourly, at('2026-01-01T06:00Z'), at('2026-01-01T08:00Z'), 10))).toEqual([
      '01-01T07:00',
      '01-01T08:00',
    ]);
    expect(said(momentsBetween(hourly, at('2026-01-01T00:00Z'), at('2026-01-01T08:30Z'), 1))).toEqual(['01-01T08:00']);
  });

  it('has five fields that can be read and come about', () => {
    expect(cronTrouble('0 6 * * MON-FRI')).toBeUndefined();
    expect(cronTrouble('61 6 * * *')).toBe('Invalid value for minute: 61');
    expect(cronTrouble('0 6 31 2 *')).toBe('it never comes about');
    expect([isTimeZone('Europe/Berlin'), isTimeZone('Europe/Berln')]).toEqual([true, false]);
  });
});
