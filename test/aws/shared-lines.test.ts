import { expect, it } from '@jest/globals';
import { shareLines } from '#aws/shared-lines.ts';

const line = (at: number) => ({ at, stream: 's', text: `${at}` });

/** A group with a line every second from 1 to 9, and how often it was asked. */
function reading() {
  let now = 0;
  let asked = 0;
  const read = shareLines(
    async (_, { since, limit = 1_000 }) => {
      asked += 1;
      if (since < 0) throw new Error('no');
      return [1, 2, 3, 4, 5, 6, 7, 8, 9]
        .filter((at) => at >= since)
        .map(line)
        .slice(-limit);
    },
    () => now,
  );
  const at = (lines: readonly { readonly at: number }[]) => lines.map((each) => each.at);
  return {
    read: async (since: number, more: { limit?: number; pattern?: string } = {}) =>
      at(await read('g', { since, ...more })),
    other: async () => at(await read('other', { since: 1 })),
    asked: () => asked,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

it('asks once for the same group, of several who ask at the same time', async () => {
  const { read, asked } = reading();
  await Promise.all([read(3), read(3), read(3)]);
  expect(asked()).toBe(1);
});

it('answers a narrower question from a wider answer', async () => {
  const { read, asked } = reading();
  await read(2);
  expect(await read(7)).toEqual([7, 8, 9]);
  expect(await read(7, { limit: 1 })).toEqual([9]);
  expect(asked()).toBe(1);
});

it('asks again for an earlier time, more lines, another text or another group', async () => {
  const { read, other, asked } = reading();
  await read(7, { limit: 2 });
  expect(await read(7)).toEqual([7, 8, 9]);
  expect(await read(6)).toEqual([6, 7, 8, 9]);
  await read(6, { pattern: 'x' });
  await other();
  expect(asked()).toBe(5);
});

it('asks again after two seconds', async () => {
  const { read, asked, pass } = reading();
  await read(3);
  pass(1_999);
  await read(3);
  pass(1);
  await read(3);
  expect(asked()).toBe(2);
});

it('does not share a failure with those who ask later', async () => {
  const { read, asked } = reading();
  await expect(read(-1)).rejects.toThrow('no');
  await expect(read(-1)).rejects.toThrow('no');
  expect(asked()).toBe(2);
});
