import { afterEach, describe, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';
import { cluster, runbook } from './texts.ts';
import { ended, resultOf, statuses } from './walk.ts';

let bot: Harness;
afterEach(() => bot.close());

/** Restarts what it is given, says so by its own names, and looks at the end. */
const child = runbook(
  'child',
  `inputs:
  service: { type: string }
  loud: { type: boolean, default: false }
policy:
  approve: { groups: [oncall] }
steps:
  - id: restart
    title: "Restart \${{ inputs.service }}"
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: "\${{ inputs.service }}" }
  - id: say
    title: "\${{ inputs.service }} \${{ inputs.loud }} \${{ steps.restart.outcome }} for \${{ run.reason }}"
    wait: 1s
finally:
  - { id: last, title: "Last of \${{ inputs.service }}: \${{ steps.restart.outcome }}", wait: 1s }
`,
);

const parent = (more = '', service = '"${{ inputs.which }}"') =>
  runbook(
    'parent',
    `inputs:
  which: { type: string, default: sender }
steps:
  - id: first
    title: First the other
${more}    runbook: child
    with: { service: ${service} }
  - { id: after, title: "\${{ steps.first.outcome }} \${{ inputs.which }}", wait: 1s }
`,
  );

const both = async (bot: Harness, run: string): Promise<void> => {
  const { value } = await bot.card(run, 'approval');
  for (const by of ['bob', 'dan']) await bot.decide(by, 'approve', value);
};

describe('an inlined runbook', () => {
  it('sees its own inputs and steps by its own names, and what it does last sees the same', async () => {
    bot = await openHarness({ runbooks: [parent(), child] });
    const run = await bot.start('parent');
    const card = await bot.card(run, 'approval');
    expect(card).toMatchObject({ value: `${run}.first-restart@1`, step: { number: 1, title: 'Restart sender' } });
    await both(bot, run);
    const view = await ended(bot, run);
    expect(view.phase).toBe('succeeded');
    expect(bot.writes()).toEqual(['UpdateService sender']);
    expect((await resultOf(bot, run, 'first-say'))?.title).toBe('sender false passed for INC-812');
    expect((await resultOf(bot, run, 'first-last'))?.title).toBe('Last of sender: passed');
    expect(view.steps.map(({ title }) => title)).toEqual([
      'First the other',
      'passed sender',
      'Finally: First the other',
    ]);
    expect(view.receipt).toMatchObject({ applied: 1, of: 1 });
  });

  it('is approved by who must approve its own steps, too', async () => {
    bot = await openHarness({ runbooks: [parent(), child] });
    const run = await bot.start('parent');
    expect((await bot.card(run, 'approval')).groups).toEqual(['sre', 'oncall']);
  });

  it('whose inputs do not fit is held with what is wrong, and nothing of it is begun', async () => {
    const unfit = child.replace('service: { type: string }', 'service: { type: string, max_length: 3 }');
    bot = await openHarness({ runbooks: [parent(), unfit] });
    const run = await bot.start('parent');
    const held = await bot.card(run, 'held');
    expect(held.cause).toMatch(/^"child" cannot take these inputs\. service: .* has at most 3 characters\.$/);
    expect(await resultOf(bot, run, 'first-restart')).toBeUndefined();
  });

  it('that was never begun does nothing last either', async () => {
    bot = await openHarness({ runbooks: [parent('    if: "${{ inputs.which == \'nobody\' }}"\n'), child] });
    const run = await bot.start('parent');
    const view = await ended(bot, run);
    expect(statuses(view)).toEqual({ first: 'skipped', after: 'passed', 'first-finally': 'skipped' });
    expect(await resultOf(bot, run, 'first-last')).toBeUndefined();
  });

  it('does what it does last also when the run is stopped in it', async () => {
    bot = await openHarness({ runbooks: [parent(), child] });
    const run = await bot.start('parent');
    await bot.card(run, 'approval');
    await bot.decide('alice', 'stop', run);
    const view = await ended(bot, run);
    expect(view.phase).toBe('stopped');
    expect((await resultOf(bot, run, 'first-last'))?.title).toBe('Last of sender: not_run');
  });

  it('is put back like anything else', async () => {
    const scaling = child
      .replace('ecs.restart-service', 'ecs.scale-service')
      .replace('"${{ inputs.service }}" }', '"${{ inputs.service }}", desired: 3 }');
    const text = `${parent().split('  - { id: after')[0]}  - { id: works, manual: Try it., on_failure: rollback }\n`;
    bot = await openHarness({ runbooks: [text, scaling] });
    const run = await bot.start('parent');
    await both(bot, run);
    await bot.decide('alice', 'failed', (await bot.card(run, 'manual')).value, 'It does not.');
    const card = await bot.card(run, 'approval');
    expect(card.groups).toEqual(['sre', 'oncall']);
    expect(card.plans.map(({ title }) => title)).toEqual(['Undo: Restart sender']);
    await both(bot, run);
    const view = await ended(bot, run);
    expect(view.phase).toBe('rolled-back');
    expect((await resultOf(bot, run, 'first-last'))?.title).toBe('Last of sender: rolled_back');
  });

  it('can be chosen, and stand in a branch', async () => {
    const text = runbook(
      'parent',
      `steps:
  - id: way
    choose:
      question: Which?
      options:
        - id: other
          label: The other
          steps:
            - id: sides
              parallel: { left: [{ id: first, runbook: child, with: { service: evaluator } }], right: [{ id: pause, wait: 1s }] }
        - { id: none, label: None, steps: [] }
`,
    );
    bot = await openHarness({ runbooks: [text, child] });
    const run = await bot.start('parent');
    await bot.decide('alice', 'choose', (await bot.card(run, 'choice')).value, { option: 'other' });
    expect((await bot.card(run, 'approval')).step.title).toBe('Restart evaluator');
    await both(bot, run);
    expect((await ended(bot, run)).phase).toBe('succeeded');
  });
});
