import { expect, it } from '@jest/globals';
import { keepEqual } from '#practice/page/browser/keep-equal.ts';

const before = {
  messages: [
    { ts: '1', text: 'a' },
    { ts: '2', text: 'b' },
  ],
  clock: { now: 1 },
};
const copy = (): typeof before => structuredClone(before);

it('what is equal stays the same object', () => {
  expect(keepEqual(before, copy())).toBe(before);
});

it('a change replaces the parts that hold it, and no other', () => {
  const after = keepEqual(before, { ...copy(), clock: { now: 2 } });
  expect(after.messages).toBe(before.messages);
  expect(after.clock).toEqual({ now: 2 });
});

it.each([
  ['an item more', { ...copy(), messages: [...before.messages, { ts: '3', text: 'c' }] }],
  ['an item less', { ...copy(), messages: before.messages.slice(0, 1) }],
  ['a member more', { ...copy(), bot: 'running' }],
  ['a member less', { messages: before.messages }],
  ['another kind', { ...copy(), clock: null }],
])('%s is seen', (_, after) => {
  expect(keepEqual(before, after)).toEqual(after);
});
