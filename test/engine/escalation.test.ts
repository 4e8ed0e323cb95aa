import { afterEach, describe, expect, it } from '@jest/globals';
import { drain, ringTimers, startWorker } from '#engine/worker.ts';
import { type Harness, openHarness } from './harness.ts';
import { outstanding } from './outstanding.ts';
import { cluster, runbook } from './texts.ts';
import { approveNext } from './walk.ts';

let harness: Harness;
afterEach(() => harness.close());

const minute = 60_000;
const opened = async (then: readonly string[], text?: string): Promise<void> => {
  harness = await openHarness({
    ...(text ? { runbooks: [text] } : {}),
    config: (config) => ({
      ...config,
      environments: config.environments.map((one) => ({
        ...one,
        notify: { first: ['oncall'], then, after: 5 * minute },
      })),
    }),
  });
};
const open = async (then: readonly string[]): Promise<string> => {
  await opened(then);
  return harness.start('kafka-zookeeper-restart');
};

const together = runbook(
  'each',
  `steps:
  - id: restart
    title: "Restart \${{ item }}"
    for_each: "\${{ ['sender', 'evaluator'] }}"
    approve: { together: true }
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: "\${{ item }}" }
`,
);
const scaled = runbook(
  'scaled',
  `steps:
  - id: scale
    title: Scale sender
    action: ecs.scale-service
    with: { cluster: ${cluster}, service: sender, desired: 2 }
    settle: 0s
  - id: works
    title: Does it work
    manual: Try it.
`,
);
const callings = async (run: string): Promise<number> =>
  (await harness.view(run)).cards.filter(({ kind, closed }) => kind === 'escalation' && !closed).length;

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

  it('is told to others once where several changes stand on one card', async () => {
    await opened(['sre'], together);
    const run = await harness.start('each');
    const card = await harness.card(run, 'approval');
    const called = await harness.card(run, 'escalation', 400);
    expect(called).toMatchObject({ step: card.step, groups: ['sre'], askedAt: card.raisedAt, closesAt: card.closesAt });
    expect(await callings(run)).toBe(1);
    await harness.decide('bob', 'approve', card.value);
    expect(await callings(run)).toBe(0);
  });

  it('is told to others where it is the ask of a roll back', async () => {
    await opened(['sre'], scaled);
    const run = await harness.start('scaled');
    await approveNext(harness, run);
    await harness.decide('alice', 'failed', (await harness.card(run, 'manual')).value, 'It does not.');
    await harness.decide('bob', 'roll-back', (await harness.card(run, 'held')).value);
    const card = await harness.card(run, 'approval');
    expect(card.rollback).toBeDefined();
    const called = await harness.card(run, 'escalation', 400);
    expect(called).toMatchObject({ step: { title: 'Roll back' }, groups: ['sre'], askedAt: card.raisedAt });
    await harness.decide('dan', 'reject', card.value, 'leave it');
    expect(await callings(run)).toBe(0);
  });

  it('is told to others by the bot that is started anew, once, also when its time passed meanwhile', async () => {
    const run = await open(['sre']);
    await harness.card(run, 'approval');
    const first = startWorker(harness.parts);
    await first.stop();
    harness.aws.clock.advance(6 * minute);
    expect(await callings(run)).toBe(0);
    const anew = { ...harness.parts, worker: 'anew' };
    const another = { ...harness.parts, worker: 'another' };
    await Promise.all([drain(anew), drain(another)]);
    expect(await callings(run)).toBe(1);
    harness.aws.clock.advance(10 * minute);
    await drain(anew);
    expect(await callings(run)).toBe(1);
  });

  it('is not told to others by a bot that is killed as it does so, but by the next', async () => {
    const run = await open(['sre']);
    await harness.card(run, 'approval');
    harness.aws.clock.advance(6 * minute);
    const { store } = harness.parts;
    const put = () => Promise.reject(new Error('killed'));
    const dying: typeof store = {
      ...store,
      transaction: (work, options) =>
        store.transaction((tx) => work({ ...tx, messages: { ...tx.messages, put } }), options),
    };
    await ringTimers({ ...harness.parts, store: dying });
    expect(await callings(run)).toBe(0);
    await drain(harness.parts);
    expect(await callings(run)).toBe(1);
  });

  it('calls nobody to a step that somebody has to do', async () => {
    await opened(['sre'], runbook('by-hand', 'steps:\n  - { id: look, title: Look, manual: Look. }\n'));
    const run = await harness.start('by-hand');
    await harness.card(run, 'manual');
    harness.aws.clock.advance(10 * minute);
    await drain(harness.parts);
    expect(await callings(run)).toBe(0);
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
