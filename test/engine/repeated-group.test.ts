import { afterEach, describe, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';
import { outstanding } from './outstanding.ts';
import { cluster, runbook } from './texts.ts';
import { approveNext, ended, resultOf, statuses } from './walk.ts';

let bot: Harness;
afterEach(() => bot.close());

/** Restart each and look at what was restarted, by its own outputs. */
const each = ({ group = '', list = '[sender, evaluator, aggregator]', member = '' } = {}) =>
  runbook(
    'each',
    `inputs:
  list: { type: array, items: string, default: ${list} }
steps:
  - id: pairs
    title: "Restart \${{ item }} and look"
    for_each: "\${{ inputs.list }}"
${group}    steps:
      - id: restart
        title: "Restart \${{ item }}"
${member}        action: ecs.restart-service
        with: { cluster: ${cluster}, service: "\${{ item }}" }
      - id: look
        title: "\${{ steps.restart.outcome }} \${{ item }}, number \${{ index + 1 }}"
        wait: 1s
  - id: after
    title: "\${{ steps.pairs.each.map(e, string(e.item) + ' ' + e.outcome) }}"
    wait: 1s
`,
  );

const titleOf = async (run: string, instance: string) => (await resultOf(bot, run, instance))?.title;

describe('a repeated group', () => {
  it('runs its members for one item after the other, each seeing those of its own item', async () => {
    bot = await openHarness({ runbooks: [each()] });
    const run = await bot.start('each');
    const asked = [await approveNext(bot, run), await approveNext(bot, run), await approveNext(bot, run)];
    expect(asked).toEqual(['restart~1@1', 'restart~2@1', 'restart~3@1']);
    const view = await ended(bot, run);
    expect(view.phase).toBe('succeeded');
    expect(bot.writes()).toEqual(['UpdateService sender', 'UpdateService evaluator', 'UpdateService aggregator']);
    expect(await titleOf(run, 'look~2')).toBe('passed evaluator, number 2');
    expect(view.steps.map(({ title }) => title)).toEqual([
      'Restart sender, evaluator and 1 more and look',
      '["sender passed","evaluator passed","aggregator passed"]',
    ]);
    expect(view.receipt).toMatchObject({ applied: 1, of: 1 });
    expect(await outstanding(bot, run)).toEqual({ wanted: [], kept: [] });
  });

  it('runs several side by side where it says so', async () => {
    bot = await openHarness({ runbooks: [each({ group: '    max_parallel: 2\n' })] });
    const run = await bot.start('each');
    const open = await bot.until(run, ({ cards }) => cards.filter(({ closed }) => !closed).length === 2);
    expect(open.cards.map(({ step }) => step.title)).toEqual(['Restart sender', 'Restart evaluator']);
    for (const _ of [1, 2, 3]) await approveNext(bot, run);
    expect((await ended(bot, run)).phase).toBe('succeeded');
    expect(await titleOf(run, 'look~3')).toBe('passed aggregator, number 3');
  });

  it('is asked on one card where it is to be, for every item', async () => {
    bot = await openHarness({ runbooks: [each({ group: '    approve: { together: true }\n' })] });
    const run = await bot.start('each');
    const card = await bot.card(run, 'approval');
    expect(card.value).toMatch(/pairs@1$/);
    expect(card.plans.map(({ title }) => title)).toEqual(['Restart sender', 'Restart evaluator', 'Restart aggregator']);
    await bot.decide('bob', 'approve', card.value);
    const view = await ended(bot, run);
    expect(view.phase).toBe('succeeded');
    expect(view.cards.filter(({ kind }) => kind === 'approval')).toHaveLength(1);
    expect(bot.writes()).toHaveLength(3);
  });

  it('leaves a member out for the items for which its condition is false', async () => {
    bot = await openHarness({ runbooks: [each({ member: `        if: "\${{ item != 'evaluator' }}"\n` })] });
    const run = await bot.start('each');
    expect(await approveNext(bot, run)).toBe('restart~1@1');
    expect(await approveNext(bot, run)).toBe('restart~3@1');
    await ended(bot, run);
    expect(await titleOf(run, 'look~2')).toBe('skipped evaluator, number 2');
  });

  it('passes with nothing to do for an empty list, and is held for one that is too long', async () => {
    bot = await openHarness({ runbooks: [each({ group: '    max: 2\n', list: '[]' })] });
    const nothing = await bot.start('each');
    expect(statuses(await ended(bot, nothing))).toEqual({ pairs: 'passed', after: 'passed' });
    const long = await bot.start('each', { inputs: { list: 'a, b, c' } });
    expect((await bot.card(long, 'held')).cause).toContain('3 items; at most 2');
  });

  it('is held at the item whose plan is refused', async () => {
    bot = await openHarness({ runbooks: [each({ member: '        on_failure: continue\n' })] });
    const run = await bot.start('each', { inputs: { list: 'sender, nobody' } });
    await approveNext(bot, run);
    const held = await bot.card(run, 'held');
    expect([held.why, held.step.title]).toEqual(['refused', 'Restart nobody']);
    expect(statuses(await bot.view(run))).toMatchObject({ pairs: 'held', after: 'pending' });
  });
});
