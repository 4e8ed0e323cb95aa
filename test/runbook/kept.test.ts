import { describe, expect, it } from '@jest/globals';
import { keptFor } from '#runbook/kept.ts';

describe('what is kept', () => {
  it('is made once for each thing and key', () => {
    const kept = keptFor<object, number>(10);
    const [one, other] = [{}, {}];
    let made = 0;
    const make = (): number => ++made;
    expect([kept(one, 'a', make), kept(one, 'a', make), kept(one, 'b', make), kept(other, 'a', make)]).toEqual([
      1, 1, 2, 3,
    ]);
  });

  it('gives way to what came later', () => {
    const kept = keptFor<object, string>(2);
    const about = {};
    for (const key of ['a', 'b', 'c']) kept(about, key, () => `first ${key}`);
    expect(kept(about, 'b', () => 'again')).toBe('first b');
    expect(kept(about, 'a', () => 'again')).toBe('again');
  });
});
