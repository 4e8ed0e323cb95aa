import { afterEach, describe, expect, it } from '@jest/globals';
import type { Action } from '#actions/contract.ts';
import { type Harness, openHarness } from './harness.ts';
import { cluster, restartTwo, runbook } from './texts.ts';

let bot: Harness;
afterEach(() => bot.close());

const ended = (run: string) => bot.until(run, ({ receipt }) => receipt !== undefined);
const approveNext = async (run: string): Promise<void> => {
  expect(await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value)).toEqual({ ok: true });
};

const rotate = runbook(
  'rotate',
  `steps:
  - id: rotate
    action: ssm.rotate-parameter
    with: { name: /alerting-platform/prod/session-secret, generate: { bytes: 32, as: hex } }
`,
);

/** The action, from now on otherwise in one point. */
function replace(id: string, change: (action: Action) => Partial<Action>): void {
  const action = bot.parts.actions.get(id);
  if (action?.kind !== 'action') throw new Error(id);
  Object.assign(bot.parts, { actions: new Map(bot.parts.actions).set(id, { ...action, ...change(action) }) });
}

/** The first of three requests was made; the second has to wait. */
async function waiting(): Promise<string> {
  bot = await openHarness({ runbooks: [rotate] });
  replace('ssm.rotate-parameter', () => ({ ready: async () => 'wait' }));
  const run = await bot.start('rotate');
  await approveNext(run);
  await bot.until(run, () => bot.writes().length === 1);
  return run;
}

describe('a request that has to wait for the one before it', () => {
  it('is given up when the time of its step is over', async () => {
    const run = await waiting();
    const held = await bot.card(run, 'held', 150);
    expect(held.cause).toBe('Request 2 of 3 was not sent: it could not follow the one before it in time.');
    expect(held.changed).toEqual([expect.stringContaining('1 of 3 requests made')]);
    expect(bot.writes()).toHaveLength(1);
  });

  it('is not sent any more when the run is stopped, and the receipt says how far it came', async () => {
    const run = await waiting();
    await bot.decide('alice', 'stop', run);
    const { receipt, phase } = await ended(run);
    expect(phase).toBe('stopped');
    expect(receipt).toMatchObject({ applied: 1, notDone: [], outcomeUnknown: false });
    expect(receipt?.changed).toEqual([expect.stringContaining('1 of 3 requests made')]);
    expect(bot.writes()).toHaveLength(1);
  });

  it('is not sent by a program that has another version of the action', async () => {
    const run = await waiting();
    replace('ssm.rotate-parameter', ({ meta }) => ({ meta: { ...meta, version: 2 }, ready: async () => 'go' }));
    const held = await bot.card(run, 'held', 60);
    expect(held.cause).toBe('This was planned by version 1 of ssm.rotate-parameter; the program now has version 2.');
    expect(bot.writes()).toHaveLength(1);
  });
});

describe('a program that has changed between approval and request', () => {
  it('voids the approval where the action has another version, and says so', async () => {
    bot = await openHarness({ runbooks: [rotate] });
    const run = await bot.start('rotate');
    const card = await bot.card(run, 'approval');
    replace('ssm.rotate-parameter', ({ meta }) => ({ meta: { ...meta, version: 2 } }));
    await bot.decide('bob', 'approve', card.value);
    const again = await bot.card(run, 'approval');
    expect(again.drift?.moved).toMatchObject([{ what: 'the program' }]);
    expect(bot.writes()).toEqual([]);
  });

  it('holds the step where the action is gone', async () => {
    bot = await openHarness({ runbooks: [rotate] });
    const run = await bot.start('rotate');
    await approveNext(run);
    Object.assign(bot.parts, { actions: new Map() });
    expect((await bot.card(run, 'held')).cause).toContain('ssm.rotate-parameter');
    expect(bot.writes()).toEqual([]);
  });
});

describe('a sealed secret', () => {
  it('that cannot be opened with this key is not sent, and the card says so', async () => {
    bot = await openHarness({ runbooks: [rotate] });
    const run = await bot.start('rotate');
    await approveNext(run);
    Object.assign(bot.parts, { key: new Uint8Array(32) });
    expect((await bot.card(run, 'held')).cause).toContain('could not be opened');
    expect(bot.writes()).toEqual([]);
  });
});

describe('an approval of several', () => {
  it('is asked again for a member that does not begin within an hour of it', async () => {
    bot = await openHarness({
      runbooks: [
        runbook(
          'together',
          `hold: 2h
timeout: 5h
steps:
  - id: all
    for_each: [sender, evaluator]
    approve: { together: true }
    title: "Restart \${{ item }}"
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: "\${{ item }}" }
`,
        ),
      ],
    });
    bot.aws.addFault({ op: 'UpdateService', kind: 'deny', times: 1 });
    const run = await bot.start('together');
    await approveNext(run);
    const held = await bot.card(run, 'held');
    bot.aws.clock.advance(65 * 60_000);
    expect(await bot.decide('bob', 'skip', held.value, 'not now')).toEqual({ ok: true });
    const alone = await bot.card(run, 'approval');
    expect(alone.plans.map(({ title }) => title)).toEqual(['Restart evaluator']);
    expect(bot.writes()).toEqual([]);
    await bot.decide('bob', 'approve', alone.value);
    expect((await ended(run)).receipt?.skipped.map(({ title }) => title)).toEqual(['Restart sender']);
  });
});

describe('who waits for two targets', () => {
  const both = runbook(
    'both',
    `steps:
  - id: all
    for_each: [sender, rule-updater]
    approve: { together: true }
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: "\${{ item }}" }
`,
  );

  it('keeps nobody from the free one who holds the other', async () => {
    bot = await openHarness({ runbooks: [restartTwo(), both] });
    const first = await bot.start('restart-two');
    await bot.card(first, 'approval');
    const second = await bot.start('both');
    await bot.card(second, 'lock');
    await approveNext(first);
    await bot.until(first, ({ steps }) => steps[0]?.status === 'passed');
    expect((await bot.card(first, 'approval', 60)).step.id).toBe('updater');
    await approveNext(first);
    await ended(first);
    expect((await bot.card(second, 'approval')).plans).toHaveLength(2);
  });
});

describe('expressions', () => {
  const texts = `steps:
  - id: group
    if: "\${{ run.reason == 'never' }}"
    steps:
      - { id: inner, wait: 1s }
  - { id: after, if: "\${{ steps.inner.outcome == 'skipped' }}", manual: Go on? }
finally:
  - { id: well, if: "\${{ run.outcome == 'succeeded' && steps.after.outcome == 'passed' }}", wait: 1s }
  - { id: cut, if: "\${{ run.outcome == 'stopped' && steps.after.outcome == 'not_run' }}", wait: 1s }
`;
  const statuses = async (run: string) => (await ended(run)).steps.map(({ id, status }) => `${id} ${status}`);

  it('see that members of a skipped group were skipped, and in finally how it ended', async () => {
    bot = await openHarness({ runbooks: [runbook('scopes', texts)] });
    const run = await bot.start('scopes');
    await bot.decide('alice', 'done', (await bot.card(run, 'manual')).value);
    expect(await statuses(run)).toEqual(['group skipped', 'after passed', 'well passed', 'cut skipped']);
  });

  it('see in finally that a stop kept a step from running', async () => {
    bot = await openHarness({ runbooks: [runbook('scopes', texts)] });
    const run = await bot.start('scopes');
    await bot.card(run, 'manual');
    await bot.decide('alice', 'stop', run);
    expect(await statuses(run)).toEqual(['group skipped', 'after halted', 'well skipped', 'cut passed']);
  });
});
