import { describe, expect, it } from '@jest/globals';
import type { Letter } from '#slack/letter.ts';
import { createPace } from '#slack/pace.ts';

const nothing = async (): Promise<void> => {};
const letter = (intent: string, more: Partial<Letter> = {}): Letter => ({
  intent,
  sender: intent,
  channel: 'C1',
  isInDoubt: false,
  since: 0,
  isLast: false,
  drafts: [() => ({ text: '', blocks: [] })],
  tried: nothing,
  posted: nothing,
  failed: nothing,
  ...more,
});

const at = { channel: 'C1', ts: '1.1' };
const card = (intent: string): Letter => letter(intent, { at });
const root = (run: string, standing = 'running'): Letter => letter(`${run}:root`, { at, sender: run, standing });

const clocked = () => {
  let time = 0;
  const pass = (ms: number): void => {
    time += ms;
  };
  const pace = createPace(() => time);
  /** Lets it through and says that Slack has taken it. */
  const send = (sent: Letter): number => {
    const wait = pace.admit(sent);
    if (wait === 0) pace.taken(sent);
    return wait;
  };
  return { pace, pass, send };
};

describe('the pace of updates', () => {
  it('lets the progress of one run through every 3 seconds', () => {
    const { pass, send } = clocked();
    expect(send(root('R1'))).toBe(0);
    expect(send(root('R1'))).toBe(3_000);
    pass(2_000);
    expect(send(root('R1'))).toBe(1_000);
    expect(send(root('R2'))).toBe(0);
    pass(1_000);
    expect(send(root('R1'))).toBe(0);
  });

  it('makes neither a step that has ended wait for them, nor the end of the run', () => {
    const { send } = clocked();
    send(root('R1'));
    expect(send(root('R1', 'step 2'))).toBe(0);
    expect(send({ ...root('R1', 'step 2'), isLast: true })).toBe(0);
  });

  it('does not take for shown what Slack refused', () => {
    const { pace } = clocked();
    pace.admit(root('R1', 'step 2'));
    expect(pace.isProgress(root('R1', 'step 2'))).toBe(false);
  });

  it('lets 40 updates a minute through, 10 of them only for what is asked and decided', () => {
    const { pace, pass, send } = clocked();
    const runs = Array.from({ length: 30 }, (_, index) => `R${index}`);
    for (const id of runs) expect(send(root(id))).toBe(0);
    pass(5_000);
    expect(pace.room()).toBe(10);
    expect(send(root('R0'))).toBe(55_000);
    for (let count = 0; count < 10; count += 1) expect(send(card(`${count}`))).toBe(0);
    expect(pace.room()).toBe(0);
    expect(send(card('late'))).toBe(55_000);
    pass(55_000);
    expect(send(card('late'))).toBe(0);
  });

  it('lets none through while Slack wants none, and posts go on', () => {
    const { pace, pass, send } = clocked();
    pace.holdUpdates(2_000);
    expect([pace.room(), send(card('A')), send(letter('new'))]).toEqual([0, 2_000, 0]);
    pass(2_000);
    expect([pace.room(), send(card('A'))]).toEqual([40, 0]);
  });
});

describe('the pace of posts', () => {
  it('lets a short burst into a channel, then one a second, first come first', () => {
    const { pass, send } = clocked();
    const posts = Array.from({ length: 8 }, (_, index) => letter(`${index}`));
    expect(posts.map(send)).toEqual([0, 0, 0, 0, 0, 1_000, 2_000, 3_000]);
    expect(send(letter('elsewhere', { channel: 'C2' }))).toBe(0);
    pass(1_000);
    expect(posts.slice(5).map(send)).toEqual([0, 1_000, 2_000]);
    expect(send(letter('later'))).toBe(3_000);
  });

  it('lets none into a channel while Slack wants none there', () => {
    const { pace, pass, send } = clocked();
    pace.holdPosts('C1', 3_000);
    expect([send(letter('A')), send(letter('B')), send(letter('C', { channel: 'C2' }))]).toEqual([3_000, 4_000, 0]);
    pass(3_000);
    expect([send(letter('A')), send(letter('B'))]).toEqual([0, 1_000]);
  });
});
