import { afterEach, describe, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';
import { cluster, restartOne, restartTwo, runbook } from './texts.ts';

let bot: Harness;
afterEach(() => bot.close());

const ended = (run: string) => bot.until(run, ({ receipt }) => receipt !== undefined);
const one = { runbooks: [restartOne()] };

const approveNext = async (run: string): Promise<void> => {
  expect(await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value)).toEqual({ ok: true });
};

describe('a world that moves between plan and approval', () => {
  it('voids the approval, and the new card shows what moved', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one');
    const first = await bot.card(run, 'approval');
    await bot.aws.perform('UpdateService', { cluster, service: 'sender', forceNewDeployment: true }, 'mallory');
    bot.aws.clock.advance(120_000);
    await bot.decide('bob', 'approve', first.value);
    const second = await bot.card(run, 'approval');
    expect(second.drift?.voided).toEqual([{ id: 'bob', name: 'Bob' }]);
    expect(second.drift?.moved.length).toBeGreaterThan(0);
    expect(second.planHash).not.toBe(first.planHash);
    expect(bot.writes().filter((write) => write === 'UpdateService sender')).toHaveLength(
      0 + bot.aws.calls().filter(({ principal }) => principal === 'mallory').length,
    );
    await bot.decide('bob', 'approve', second.value);
    expect((await ended(run)).phase).toBe('succeeded');
  });

  it('the third time since a person chose holds the step', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one');
    for (let time = 0; time < 3; time++) {
      const card = await bot.card(run, 'approval');
      await bot.aws.perform('UpdateService', { cluster, service: 'sender', forceNewDeployment: true }, 'mallory');
      bot.aws.clock.advance(120_000);
      await bot.decide('bob', 'approve', card.value);
    }
    const held = await bot.card(run, 'held');
    expect(held.step.id).toBe('sender');
    expect(held.cause).toMatch(/^It changed a third time before it could be applied: .+ → .+\. Retry plans again/);
  });
});

describe('the wrong account', () => {
  it('is refused before any write, and says which it is', async () => {
    bot = await openHarness({ ...one, account: '999988887777' });
    const run = await bot.start('restart-one');
    const held = await bot.card(run, 'held');
    expect(held.cause).toContain('999988887777');
    expect(held.cause).toContain('111122223333');
    expect(bot.aws.calls().filter(({ write }) => write)).toEqual([]);
  });
});

describe('a request whose answer is lost', () => {
  it('is found to have been applied, is not sent again, and the run goes on by itself', async () => {
    bot = await openHarness(one);
    bot.aws.addFault({ op: 'UpdateService', kind: 'drop-after', times: 1 });
    const run = await bot.start('restart-one');
    await approveNext(run);
    expect((await ended(run)).phase).toBe('succeeded');
    expect(bot.writes()).toEqual(['UpdateService sender']);
  });

  it('and that never arrived is planned and asked anew, once nobody can be sending it any more', async () => {
    bot = await openHarness(one);
    bot.aws.addFault({ op: 'UpdateService', kind: 'drop-before', times: 1 });
    const run = await bot.start('restart-one');
    const first = await bot.card(run, 'approval');
    await bot.decide('bob', 'approve', first.value);
    const asked = bot.aws.clock.now();
    const second = await bot.card(run, 'approval');
    expect(second.value).not.toBe(first.value);
    expect(bot.aws.clock.now() - asked).toBeGreaterThanOrEqual(60_000);
    await bot.decide('bob', 'approve', second.value);
    await ended(run);
    expect(bot.writes()).toEqual(['UpdateService sender']);
  });

  it('that nobody can find out is a person’s to judge', async () => {
    bot = await openHarness(one);
    bot.aws.addFault({ op: 'UpdateService', kind: 'drop-after', times: 1 });
    const run = await bot.start('restart-one');
    const card = await bot.card(run, 'approval');
    // The comparison before the call still reads; everything after it does not.
    bot.aws.addFault({ op: 'DescribeServices', kind: 'deny', times: 1_000, after: 1 });
    await bot.decide('bob', 'approve', card.value);
    const unclear = await bot.card(run, 'unclear', 300);
    expect(unclear.offers).toContain('say-applied');
    bot.aws.clearFaults();
    expect(await bot.decide('bob', 'look-again', unclear.value)).toEqual({ ok: true });
    expect((await ended(run)).phase).toBe('succeeded');
    expect(bot.writes()).toEqual(['UpdateService sender']);
  });

  it('and a second stop meanwhile ends the run with the outcome unknown in its receipt', async () => {
    bot = await openHarness(one);
    bot.aws.addFault({ op: 'UpdateService', kind: 'drop-after', times: 1 });
    const run = await bot.start('restart-one');
    const card = await bot.card(run, 'approval');
    // The comparison before the call still reads; everything after it does not.
    bot.aws.addFault({ op: 'DescribeServices', kind: 'deny', times: 1_000, after: 1 });
    await bot.decide('bob', 'approve', card.value);
    await bot.card(run, 'unclear', 300);
    expect(await bot.decide('alice', 'stop', run)).toEqual({ ok: true });
    expect(await bot.decide('alice', 'stop', run)).toEqual({ ok: true });
    const { receipt, phase } = await ended(run);
    expect(phase).toBe('stopped');
    expect(receipt?.outcomeUnknown).toBe(true);
  });
});

describe('a throttled request', () => {
  it('was not made, so the approval still holds and it is sent again', async () => {
    bot = await openHarness(one);
    bot.aws.addFault({ op: 'UpdateService', kind: 'throttle', times: 2 });
    const run = await bot.start('restart-one');
    await approveNext(run);
    expect((await ended(run)).phase).toBe('succeeded');
    expect(bot.writes()).toEqual(['UpdateService sender']);
    expect(bot.aws.calls().filter(({ op }) => op === 'UpdateService')).toHaveLength(3);
  });

  it('the third time is held, in the words of the service', async () => {
    bot = await openHarness(one);
    bot.aws.addFault({ op: 'UpdateService', kind: 'throttle', times: 3 });
    const run = await bot.start('restart-one');
    await approveNext(run);
    expect((await bot.card(run, 'held')).cause).toMatch(/rate exceeded/i);
    expect(bot.writes()).toEqual([]);
  });
});

describe('success', () => {
  it('is not claimed when somebody else deployed meanwhile', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one');
    await approveNext(run);
    await bot.until(run, ({ steps }) => steps[0]?.status === 'active' && bot.writes().length === 1);
    await bot.aws.perform('UpdateService', { cluster, service: 'sender', forceNewDeployment: true }, 'mallory');
    const held = await bot.card(run, 'held');
    expect(held.why).toBe('superseded');
    expect((await bot.view(run)).phase).toBe('running');
  });
});

describe('two runs on one service', () => {
  it('work one after the other, and the waiting card says for whom', async () => {
    bot = await openHarness({ runbooks: [restartOne(), restartTwo()] });
    const first = await bot.start('restart-one');
    await bot.card(first, 'approval');
    const second = await bot.start('restart-two', { by: 'bob' });
    const lock = await bot.card(second, 'lock');
    expect(lock).toMatchObject({ target: 'sender', holder: { run: first, by: { name: 'Alice' }, step: 1 } });
    await bot.decide('bob', 'approve', (await bot.card(first, 'approval')).value);
    await ended(first);
    await bot.card(second, 'approval');
    expect((await bot.view(second)).cards.find(({ kind }) => kind === 'lock')?.closed).toBeDefined();
    await bot.decide('alice', 'stop', second);
  });

  it('are taken over by stopping the holder', async () => {
    bot = await openHarness({ runbooks: [restartOne(), restartTwo()] });
    const first = await bot.start('restart-one');
    await bot.card(first, 'approval');
    const second = await bot.start('restart-two');
    const lock = await bot.card(second, 'lock');
    expect(await bot.decide('bob', 'take-over', lock.value)).toMatchObject({ ok: true });
    await ended(first);
    expect((await bot.card(second, 'approval')).step.id).toBe('sender');
  });
});

describe('a step with several on one card', () => {
  const together = runbook(
    'together',
    `steps:
  - id: all
    for_each: [sender, evaluator]
    max_parallel: 2
    approve: { together: true }
    title: "Restart \${{ item }}"
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: "\${{ item }}" }
`,
  );

  it('asks alone for the one that moved, and applies the others', async () => {
    bot = await openHarness({ runbooks: [together] });
    const run = await bot.start('together');
    const card = await bot.card(run, 'approval');
    expect(card.plans.map(({ title }) => title)).toEqual(['Restart sender', 'Restart evaluator']);
    await bot.aws.perform('UpdateService', { cluster, service: 'evaluator', forceNewDeployment: true }, 'mallory');
    bot.aws.clock.advance(120_000);
    await bot.decide('bob', 'approve', card.value);
    const alone = await bot.card(run, 'approval');
    expect(alone.plans.map(({ title }) => title)).toEqual(['Restart evaluator']);
    await bot.decide('bob', 'approve', alone.value);
    expect((await ended(run)).phase).toBe('succeeded');
  });
});

describe('the history', () => {
  it('is a chain of hashes that a change of any event breaks', async () => {
    bot = await openHarness(one);
    const run = await bot.start('restart-one');
    await approveNext(run);
    await ended(run);
    const events = await bot.parts.store.transaction((tx) => tx.events.list(run), { reads: true });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.slice(1).map(({ previous }) => previous)).toEqual(events.slice(0, -1).map(({ hash }) => hash));
    const approved = events.find(({ name }) => name === 'APPROVED');
    expect(approved?.facts).toMatchObject({
      by: { id: 'bob', name: 'Bob' },
      groups: ['oncall', 'sre'],
      ask: 'sender@1',
    });
  });
});
