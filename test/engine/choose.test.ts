import { afterEach, describe, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';
import { cluster, runbook } from './texts.ts';
import { approveNext, ended, resultOf, statuses } from './walk.ts';

let bot: Harness;
afterEach(() => bot.close());

const restart = (id: string) =>
  `{ id: ${id}, title: Restart ${id}, action: ecs.restart-service, with: { cluster: ${cluster}, service: ${id} } }`;

/** How to go on: restart one of two, leave it, or end the run. */
const fork = (more = '', suggest = 'sender') =>
  runbook(
    'fork',
    `inputs:
  both: { type: boolean, default: true }
steps:
  - id: way
    title: How to go on
    choose:
      question: "\${{ run.reason }}: which one?"
      suggest: "\${{ '${suggest}' }}"
      options:
        - id: evaluator
          label: Restart evaluator
          description: "In \${{ environment.id }}"
          if: "\${{ inputs.both }}"
          steps: [${restart('evaluator')}]
        - id: sender
          label: "Restart \${{ 'sender' }}"
          steps: [${restart('sender')}]
        - { id: leave, label: Leave it, steps: [] }
        - { id: enough, label: Enough, end: stopped }
        - { id: fine, label: It is fine, end: succeeded }
    timeout: 10m
${more}  - id: after
    wait: 1s
    title: "After \${{ steps.way.outputs.option }}, \${{ steps.sender.outcome }}, \${{ steps.evaluator.outcome }}"
`,
  );

const choose = (value: string, option: string, by = 'alice') => bot.decide(by, 'choose', value, { option });

describe('a choice', () => {
  it('shows its question and options, the suggested one first, and what follows each', async () => {
    bot = await openHarness({ runbooks: [fork()] });
    const run = await bot.start('fork');
    const card = await bot.card(run, 'choice');
    expect(card.question).toBe('INC-812: which one?');
    expect(card.options).toEqual([
      { id: 'sender', label: 'Restart sender', suggested: true, leads: '1 step' },
      { id: 'evaluator', label: 'Restart evaluator', description: 'In prod', suggested: false, leads: '1 step' },
      { id: 'leave', label: 'Leave it', suggested: false, leads: 'the run goes on' },
      { id: 'enough', label: 'Enough', suggested: false, leads: 'the run ends as stopped' },
      { id: 'fine', label: 'It is fine', suggested: false, leads: 'the run ends as succeeded' },
    ]);
    expect((await bot.view(run)).headline).toBe('Waiting for a choice · step 1 of 2');
  });

  it('leads to the steps of its option; what was chosen, and what was left out, can be read after', async () => {
    bot = await openHarness({ runbooks: [fork()] });
    const run = await bot.start('fork');
    const { value } = await bot.card(run, 'choice');
    expect(await choose(value, 'evaluator')).toEqual({ ok: true });
    await approveNext(bot, run);
    const view = await ended(bot, run);
    expect(view.phase).toBe('succeeded');
    expect(view.steps.at(-1)?.title).toBe('After evaluator, skipped, passed');
    expect(view.cards.find(({ kind }) => kind === 'choice')?.closed).toMatchObject({
      how: 'chosen',
      by: [{ name: 'Alice' }],
      note: 'Restart evaluator',
    });
    expect(view.receipt).toMatchObject({ applied: 1, of: 1, notDone: [] });
    expect(bot.writes()).toEqual(['UpdateService evaluator']);
  });

  it('does not offer an option whose condition is false, nor takes it', async () => {
    bot = await openHarness({ runbooks: [fork('', 'evaluator')] });
    const run = await bot.start('fork', { inputs: { both: false } });
    const { value, options } = await bot.card(run, 'choice');
    expect(options.map(({ id, suggested }) => [id, suggested])).toEqual(
      ['sender', 'leave', 'enough', 'fine'].map((id) => [id, false]),
    );
    const refused = { refused: 'Choose one of Restart sender, Leave it, Enough, It is fine.' };
    expect(await choose(value, 'evaluator')).toEqual(refused);
    expect(await bot.decide('alice', 'choose', value)).toEqual(refused);
    expect((await bot.card(run, 'choice')).value).toBe(value);
  });

  it('is held where no option is possible', async () => {
    const none = runbook(
      'fork',
      `inputs:
  both: { type: boolean }
steps:
  - id: way
    choose:
      question: Which one?
      options:
        - { id: evaluator, label: Restart evaluator, if: "\${{ inputs.both }}", steps: [${restart('evaluator')}] }
        - { id: sender, label: Restart sender, if: "\${{ inputs.both }}", steps: [${restart('sender')}] }
`,
    );
    bot = await openHarness({ runbooks: [none] });
    const run = await bot.start('fork', { inputs: { both: false } });
    expect((await bot.card(run, 'held')).cause).toBe(
      'None of its options is possible: the condition of each is false.',
    );
  });

  it('ends the run where its option says so', async () => {
    bot = await openHarness({ runbooks: [fork()] });
    const stop = await bot.start('fork');
    await choose((await bot.card(stop, 'choice')).value, 'enough');
    expect(await ended(bot, stop)).toMatchObject({ phase: 'stopped', receipt: { headline: 'Stopped as chosen' } });
    const fine = await bot.start('fork');
    await choose((await bot.card(fine, 'choice')).value, 'fine');
    const view = await ended(bot, fine);
    expect(view).toMatchObject({ phase: 'succeeded', receipt: { headline: 'Succeeded' } });
    expect(statuses(view)).toEqual({ way: 'passed', after: 'halted' });
  });

  it('is of who may start, or of whom it is assigned to', async () => {
    bot = await openHarness({ runbooks: [fork('    assign: [sre]\n')] });
    const run = await bot.start('fork');
    const { value, assign } = await bot.card(run, 'choice');
    expect(assign).toEqual(['sre']);
    expect(await choose(value, 'leave')).toEqual({ refused: 'Only members of @sre may choose here.' });
    expect(await choose(value, 'leave', 'carol')).toEqual({ refused: 'Guests cannot decide anything here.' });
    expect(await choose(value, 'leave', 'dan')).toEqual({ ok: true });
  });

  it('is made once: who comes second is told who was first', async () => {
    bot = await openHarness({ runbooks: [fork()] });
    const run = await bot.start('fork');
    const { value } = await bot.card(run, 'choice');
    const answers = await Promise.all([choose(value, 'sender'), choose(value, 'evaluator', 'bob')]);
    expect(answers).toContainEqual({ ok: true });
    expect(answers).toContainEqual({
      refused: expect.stringMatching(/^Already decided by (Alice|Bob) at 18:00 UTC\.$/),
    });
    const chosen = (await resultOf(bot, run, 'way'))?.outputs['option'];
    await approveNext(bot, run).catch(() => undefined);
    expect((await bot.view(run)).cards.filter(({ kind }) => kind === 'approval')).toHaveLength(1);
    expect(['sender', 'evaluator']).toContain(chosen);
  });

  it('makes its maker one who asked for what follows', async () => {
    bot = await openHarness({ runbooks: [fork()] });
    const run = await bot.start('fork');
    await choose((await bot.card(run, 'choice')).value, 'sender', 'bob');
    const { value, excluded } = await bot.card(run, 'approval');
    expect(excluded.map(({ name }) => name)).toEqual(['Alice', 'Bob']);
    expect(await bot.decide('bob', 'approve', value)).toEqual({
      refused: 'You asked for this, so someone else in @sre must approve it.',
    });
    expect(await bot.decide('dan', 'approve', value)).toEqual({ ok: true });
  });

  it('that nobody makes in time is held, and is asked again', async () => {
    bot = await openHarness({ runbooks: [fork()] });
    const run = await bot.start('fork');
    const first = await bot.card(run, 'choice');
    const held = await bot.card(run, 'held', 700);
    expect(held.why).toBe('expired');
    expect(await choose(first.value, 'leave')).toHaveProperty('refused');
    await bot.decide('alice', 'retry', held.value);
    const again = await bot.card(run, 'choice');
    expect(again.value).toMatch(/way@2$/);
    expect(await choose(again.value, 'leave')).toEqual({ ok: true });
    expect((await ended(bot, run)).phase).toBe('succeeded');
  });

  it('is neither approved nor marked done', async () => {
    bot = await openHarness({ runbooks: [fork()] });
    const run = await bot.start('fork');
    const { value } = await bot.card(run, 'choice');
    for (const verb of ['approve', 'done'] as const)
      expect(await bot.decide('bob', verb, value)).toHaveProperty('refused');
  });
});
