import { describe, expect, it } from '@jest/globals';
import { createBucket } from '#aws/bucket.ts';

const stage = () => {
  let now = 1_000;
  const bucket = createBucket({ burst: 2, perSecond: 0.5 }, () => now);
  const pass = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { bucket, pass };
};

describe('a bucket', () => {
  it('lets a burst through at once, and the rest one after the other', () => {
    const { bucket } = stage();
    expect([1, 2, 3, 4].map(() => bucket.reserve(10_000))).toEqual([0, 0, 2_000, 4_000]);
  });

  it('fills while time goes by, up to the burst', () => {
    const { bucket, pass } = stage();
    bucket.reserve(0);
    bucket.reserve(0);
    pass(2_000);
    expect([bucket.reserve(0), bucket.reserve(0)]).toEqual([0, undefined]);
    pass(3_600_000);
    expect([1, 2, 3].map(() => bucket.reserve(0))).toEqual([0, 0, undefined]);
  });

  it('takes nothing from who will not wait so long', () => {
    const { bucket } = stage();
    bucket.reserve(0);
    bucket.reserve(0);
    expect([bucket.reserve(1_999), bucket.reserve(2_000)]).toEqual([undefined, 2_000]);
  });
});
