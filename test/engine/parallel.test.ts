import { afterEach, describe, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';
import { outstanding } from './outstanding.ts';
import { cluster, runbook } from './texts.ts';
import { approveNext, ended, statuses } from './walk.ts';

let bot: Harness;
afterEach(() => bot.close());

const restart = (id: string) =>
  `{ id: ${id}, title: Restart ${id}, action: ecs.restart-service, with: { cluster: ${cluster}, service: ${id} } }`;

const branches = (more = '') =>
  runbook(
    'branches',
    `steps:
  - id: both
    title: Both at once
    max_parallel: 2
${more}    parallel:
      left: [${restart('sender')}]
      right: [${restart('evaluator')}, { id: pause, wait: 10s }]
  - id: after
    wait: 1s
    title: "\${{ steps.both.outcome }}: \${{ steps.sender.outcome }} and \${{ steps.pause.outcome }}"
`,
  );

describe('branches side by side', () => {
  it('each ask on their own, at once, and are joined when all have ended', async () => {
    bot = await openHarness({ runbooks: [branches()] });
    const run = await bot.start('branches');
    const open = ({ cards }: { cards: readonly { kind: string; closed?: unknown }[] }) =>
      cards.filter(({ kind, closed }) => kind === 'approval' && !closed);
    const view = await bot.until(run, (seen) => open(seen).length === 2);
    expect(await outstanding(bot, run)).toMatchObject({ wanted: expect.any(Array) });
    expect(view.headline).toBe('Waiting for approval · step 1 of 2');
    for (const _ of [1, 2]) await approveNext(bot, run);
    const end = await ended(bot, run);
    expect(end.phase).toBe('succeeded');
    expect(end.steps.at(-1)?.title).toBe('passed: passed and passed');
    expect([...bot.writes()].sort()).toEqual(['UpdateService evaluator', 'UpdateService sender']);
    expect(end.receipt).toMatchObject({ applied: 2, of: 2 });
    expect(await outstanding(bot, run)).toEqual({ wanted: [], kept: [] });
  });

  it('are asked on one card where they are to be, each applied on its own', async () => {
    bot = await openHarness({ runbooks: [branches('    approve: { together: true }\n')] });
    const run = await bot.start('branches');
    const card = await bot.card(run, 'approval');
    expect(card.value).toMatch(/both@1$/);
    expect(card.plans.map(({ title }) => title)).toEqual(['Restart sender', 'Restart evaluator']);
    await bot.decide('bob', 'approve', card.value);
    const end = await ended(bot, run);
    expect(end.cards.filter(({ kind }) => kind === 'approval')).toHaveLength(1);
    expect(bot.writes()).toHaveLength(2);
    expect(end.phase).toBe('succeeded');
  });

  it('go on while one is held, and that one is seen', async () => {
    bot = await openHarness({ runbooks: [branches()] });
    const run = await bot.start('branches');
    const first = await bot.card(run, 'approval');
    await bot.decide('bob', 'approve', first.value);
    const second = await bot.card(run, 'approval');
    await bot.until(run, () => bot.writes().length === 1);
    await bot.decide('bob', 'reject', second.value, 'not now');
    const held = await bot.card(run, 'held');
    expect(statuses(await bot.view(run))).toMatchObject({ both: 'held', after: 'pending' });
    await bot.decide('bob', 'skip', held.value, 'done by hand');
    const end = await ended(bot, run);
    expect(end.phase).toBe('succeeded');
    expect(end.receipt?.skipped).toMatchObject([{ reason: 'done by hand' }]);
    expect(bot.writes()).toHaveLength(1);
  });
});
