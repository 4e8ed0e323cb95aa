import { afterEach, describe, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';
import { outstanding } from './outstanding.ts';

let harness: Harness;
afterEach(() => harness.close());

const minute = 60_000;
const open = async (then: readonly string[]): Promise<string> => {
  harness = await openHarness({
    config: (config) => ({
      ...config,
      environments: config.environments.map((one) => ({
        ...one,
        notify: { first: ['oncall'], then, after: 5 * minute },
      })),
    }),
  });
  return harness.start('kafka-zookeeper-restart');
};

describe('an ask that nobody answers', () => {
  it('is told to others after a while, who need not come once it is answered', async () => {
    const run = await open(['sre']);
    const card = await harness.card(run, 'approval');
    expect(card.first).toEqual(['oncall']);
    const called = await harness.card(run, 'escalation', 400);
    expect(called).toMatchObject({ groups: ['sre'], askedAt: card.raisedAt, closesAt: card.closesAt });
    expect(called.raisedAt - card.raisedAt).toBeGreaterThanOrEqual(5 * minute);
    const { wanted, kept } = await outstanding(harness, run);
    expect(kept).toEqual(wanted);
    await harness.decide('bob', 'approve', card.value);
    const view = await harness.view(run);
    expect(view.cards.find(({ kind }) => kind === 'escalation')?.closed?.how).toBe('approved');
  });

  it('calls nobody once it is answered', async () => {
    const run = await open(['sre']);
    const card = await harness.card(run, 'approval');
    await harness.decide('bob', 'reject', card.value, 'not now');
    const timers = await harness.parts.store.transaction((tx) => tx.timers.ofRun(run), { reads: true });
    expect(timers.filter(({ purpose }) => purpose === 'escalate')).toEqual([]);
  });

  it('waits for bob and not for alice, who asked, nor for carol, a guest', async () => {
    const run = await open([]);
    await harness.card(run, 'approval');
    const { engine } = harness;
    expect(await engine.waiting('bob', 10)).toMatchObject([{ run: { run }, card: { kind: 'approval' } }]);
    expect(await engine.waiting('alice', 10)).toEqual([]);
    expect(await engine.waiting('carol', 10)).toEqual([]);
  });

  it('has its time in the timeline of the receipt', async () => {
    const run = await open([]);
    const card = await harness.card(run, 'approval');
    await harness.decide('bob', 'reject', card.value, 'not now');
    const { receipt } = await harness.until(run, ({ receipt: over }) => over !== undefined);
    expect(receipt?.timeline).toEqual([
      expect.objectContaining({ kind: 'asked', from: card.raisedAt, step: { number: 1, title: card.step.title } }),
    ]);
  });
});
