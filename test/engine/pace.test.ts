import { describe, expect, it } from '@jest/globals';
import { pauseAfter } from '#engine/perform/pace.ts';

const second = 1_000;

describe('what is waited for', () => {
  it.each([
    [0, 3],
    [29, 3],
    [30, 5],
    [179, 5],
    [180, 10],
    [3_600, 10],
  ])('is read again, %i s after it began, in about %i s', (elapsed, pause) => {
    expect(pauseAfter(elapsed * second, 0.5)).toBe(pause * second);
  });

  it('is read at most a fifth sooner or later', () => {
    expect([0, 1].map((random) => pauseAfter(60 * second, random))).toEqual([4 * second, 6 * second]);
  });

  it('is read some 80 times in ten minutes', () => {
    let reads = 0;
    for (let at = 0; at < 600 * second; at += pauseAfter(at, 0.5)) reads += 1;
    expect(reads).toBe(10 + 30 + 42);
  });
});
