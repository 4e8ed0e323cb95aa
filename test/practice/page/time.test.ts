import { describe, expect, it } from '@jest/globals';
import { age, slackDate } from '#practice/page/browser/time.ts';

const at = (time: string): number => new Date(`2026-11-21T${time}`).getTime();
const written = (format: string, now = at('08:06:00')): string => slackDate(at('08:05:00') / 1000, format, now);

describe('a date in a message', () => {
  it.each([
    ['{time}', '08:05'],
    ['{time_secs}', '08:05:00'],
    ['{date_short_pretty} {time}', 'today 08:05'],
    ['{date_short}', '21 Nov 2026'],
    ['{ago}', '1 min ago'],
    ['{unknown} stays', '{unknown} stays'],
  ])('%s is %s', (format, text) => {
    expect(written(format)).toBe(text);
  });

  it('is yesterday, tomorrow or a date by the practice clock, not by ours', () => {
    const day = 24 * 60 * 60_000;
    expect(written('{date_pretty}', at('08:06:00') + day)).toBe('yesterday');
    expect(written('{date_pretty}', at('08:06:00') - day)).toBe('tomorrow');
    expect(written('{date_short_pretty}', at('08:06:00') + 9 * day)).toBe('21 Nov 2026');
  });
});

it('an age has one unit', () => {
  expect([-5, 59_999, 60_000, 3_599_000, 3_600_000, 200_000_000].map(age)).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '59 min',
    '1 h',
    '2 d',
  ]);
});
