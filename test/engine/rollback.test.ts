import { afterEach, describe, expect, it } from '@jest/globals';
import type { ApprovalCard } from '#domain/card-view.ts';
import { type Harness, openHarness } from './harness.ts';
import { outstanding } from './outstanding.ts';
import { cluster, runbook } from './texts.ts';
import { approveNext, ended, resultOf, statuses } from './walk.ts';

let bot: Harness;
afterEach(() => bot.close());

const restart = (id: string, service: string, more = '') => `  - id: ${id}
    title: Restart ${service}
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: ${service} }
${more}`;

/** A restart puts nothing back by itself; here another one stands for what does. */
const undoBy = (id: string, service: string) => `    undo:
      steps:
        - id: ${id}
          title: "Restart ${service} once more"
          action: ecs.restart-service
          with: { cluster: ${cluster}, service: ${service} }
`;

/** The first two can be put back, the third has nothing to put back, the fourth is refused. */
const four = (last = '', after = '') =>
  runbook(
    'four',
    `steps:
${restart('sender', 'sender', undoBy('sender_back', 'sender'))}${restart('evaluator', 'evaluator', undoBy('evaluator_back', 'evaluator'))}${restart('updater', 'rule-updater', '    undo: { none: A restart leaves nothing to put back. }\n')}${restart('nobody', 'nobody', last)}${after}`,
  );

/** Three restarts were made, and the fourth step is held. */
async function held(text = four()): Promise<{ run: string; value: string }> {
  bot = await openHarness({ runbooks: [text] });
  const run = await bot.start('four');
  for (const _ of [1, 2, 3]) await approveNext(bot, run);
  return { run, value: (await bot.card(run, 'held')).value };
}

const rollBack = async (): Promise<{ run: string; card: ApprovalCard }> => {
  const { run, value } = await held();
  expect(await bot.decide('bob', 'roll-back', value)).toEqual({ ok: true });
  return { run, card: await bot.card(run, 'approval') };
};

describe('rolling back', () => {
  it('is offered where something can be put back, and only there', async () => {
    const { run } = await held();
    expect((await bot.card(run, 'held')).offers).toContain('roll-back');
    await bot.close();
    bot = await openHarness({ runbooks: [runbook('one', `steps:\n${restart('nobody', 'nobody')}`)] });
    const nothing = await bot.start('one');
    const card = await bot.card(nothing, 'held');
    expect(card.offers).not.toContain('roll-back');
    const refused = { refused: 'Nothing that this run has changed can be put back.' };
    expect(await bot.decide('bob', 'roll-back', card.value)).toEqual(refused);
    expect(await bot.decide('bob', 'roll-back', nothing)).toEqual(refused);
  });

  it('is ordered by who may approve the step, not by who asked for it, and once', async () => {
    const { run, value } = await held();
    expect(await bot.decide('alice', 'roll-back', value)).toHaveProperty('refused');
    expect(await bot.decide('carol', 'roll-back', value)).toEqual({ refused: 'Guests cannot decide anything here.' });
    expect(await bot.decide('bob', 'roll-back', value)).toEqual({ ok: true });
    expect(await bot.decide('dan', 'roll-back', value)).toEqual({ refused: 'This run is being rolled back already.' });
    expect(await bot.decide('dan', 'roll-back', run)).toEqual({ refused: 'This run is being rolled back already.' });
    const closed = (await bot.view(run)).cards.find(({ kind }) => kind === 'held')?.closed;
    expect(closed).toMatchObject({ how: 'rolled-back', by: [{ name: 'Bob' }] });
  });

  it('is asked on one card: every undo, last change first, and what stays, for its reason', async () => {
    const { run, card } = await rollBack();
    expect(card.value).toBe(`${run}.run~undo@1`);
    expect(card.plans.map(({ title }) => title)).toEqual(['Restart evaluator once more', 'Restart sender once more']);
    expect(card.rollback?.stays).toMatchObject([
      { title: 'Restart rule-updater', reason: 'A restart leaves nothing to put back.' },
    ]);
    expect(card.step).toMatchObject({ number: 5, of: 5, title: 'Roll back' });
    const view = await bot.view(run);
    expect(view).toMatchObject({ phase: 'rolling-back', headline: 'Waiting for approval · step 5 of 5' });
    expect(view.steps.map(({ id }) => id)).toEqual(['sender', 'evaluator', 'updater', 'nobody', 'run~undo']);
    expect(bot.writes()).toHaveLength(3);
  });

  it('does not count who started the run, but who ordered it', async () => {
    const { card } = await rollBack();
    expect(card.excluded.map(({ name }) => name)).toEqual(['Alice']);
    expect(await bot.decide('alice', 'approve', card.value)).toHaveProperty('refused');
    expect(await bot.decide('bob', 'approve', card.value)).toEqual({ ok: true });
  });

  it('puts back in reverse order, proves it, and says what was put back and what was not', async () => {
    const { run, card } = await rollBack();
    await bot.decide('dan', 'approve', card.value);
    const view = await ended(bot, run);
    expect(view.phase).toBe('rolled-back');
    expect(bot.writes().slice(3)).toEqual(['UpdateService evaluator', 'UpdateService sender']);
    expect(view.cards.filter(({ kind }) => kind === 'approval')).toHaveLength(4);
    expect(view.receipt).toMatchObject({ headline: 'Rolled back', applied: 3, of: 4, unproven: [] });
    expect(view.receipt?.undone.map((line) => line.split(' ')[0])).toEqual(['evaluator', 'sender']);
    expect(view.receipt?.changed.map((line) => line.split(' ')[0])).toEqual(['rule-updater']);
    expect(view.receipt?.notUndone).toEqual(['Restart rule-updater: A restart leaves nothing to put back.']);
    expect(statuses(view)).toMatchObject({ sender: 'passed', 'run~undo': 'passed' });
    expect(await outstanding(bot, run)).toEqual({ wanted: [], kept: [] });
  });

  it('can be ordered for the whole run while something is waited for, and lets that be', async () => {
    bot = await openHarness({ runbooks: [four()] });
    const run = await bot.start('four');
    await approveNext(bot, run);
    const open = await bot.card(run, 'approval');
    expect(await bot.decide('bob', 'roll-back', run)).toEqual({ ok: true });
    expect(await bot.decide('bob', 'approve', open.value)).toHaveProperty('refused');
    const card = await bot.card(run, 'approval');
    expect(card.plans.map(({ title }) => title)).toEqual(['Restart sender once more']);
    await bot.decide('dan', 'approve', card.value);
    expect((await ended(bot, run)).receipt).toMatchObject({ headline: 'Rolled back', applied: 1 });
    expect(bot.writes()).toEqual(['UpdateService sender', 'UpdateService sender']);
  });

  it('that is rejected is held, and ends as failed when it is skipped', async () => {
    const { run, card } = await rollBack();
    await bot.decide('dan', 'reject', card.value, 'leave it');
    const again = await bot.card(run, 'held');
    expect(again.offers).not.toContain('roll-back');
    expect(await bot.decide('dan', 'skip', again.value, 'by hand tomorrow')).toEqual({ ok: true });
    const view = await ended(bot, run);
    expect(view.phase).toBe('failed');
    expect(view.receipt?.headline).toBe('Failed: 2 changes were not put back');
    expect(view.receipt?.notUndone).toHaveLength(3);
    expect(bot.writes()).toHaveLength(3);
  });

  it('can be stopped, and says what was not put back', async () => {
    const { run, card } = await rollBack();
    await bot.decide('alice', 'stop', run);
    expect(await bot.decide('dan', 'approve', card.value)).toHaveProperty('refused');
    const view = await ended(bot, run);
    expect(view).toMatchObject({ phase: 'stopped', receipt: { headline: 'Stopped by Alice' } });
    expect(view.receipt?.notUndone).toHaveLength(3);
    expect(bot.writes()).toHaveLength(3);
  });

  it('asks an undo alone again whose state has moved since', async () => {
    const { run, card } = await rollBack();
    await bot.aws.perform('UpdateService', { cluster, service: 'sender', forceNewDeployment: true }, 'mallory');
    bot.aws.clock.advance(120_000);
    await bot.decide('dan', 'approve', card.value);
    const alone = await bot.card(run, 'approval');
    expect(alone.value).toBe(`${run}.sender_back~1@1`);
    expect(alone.plans).toHaveLength(1);
    await bot.decide('dan', 'approve', alone.value);
    expect((await ended(bot, run)).phase).toBe('rolled-back');
    expect(bot.writes().slice(4)).toEqual(['UpdateService evaluator', 'UpdateService sender']);
  });

  it('begins by itself where a failure says so; what follows in `finally` sees how it ended', async () => {
    const after = `finally:
  - { id: said, title: "\${{ run.outcome }}: \${{ steps.sender.outcome }} \${{ steps.both.outcome }} \${{ steps.updater.outcome }} \${{ steps.later.outcome }}", wait: 1s }
`;
    const checked = runbook(
      'four',
      `steps:
  - id: both
    steps:
${restart('sender', 'sender', undoBy('sender_back', 'sender')).replace(/^/gm, '    ')}
${restart('updater', 'rule-updater', '    undo: { none: Nothing. }\n')}  - id: look
    check: logs.wait-for
    with: { group: /nowhere, pattern: never, since: "\${{ run.started_at }}" }
    within: 30s
    on_failure: rollback
  - { id: later, wait: 1s }
${after}`,
    );
    bot = await openHarness({ runbooks: [checked] });
    const run = await bot.start('four');
    for (const _ of [1, 2]) await approveNext(bot, run);
    const card = await bot.card(run, 'approval');
    expect(card.rollback).toBeDefined();
    expect(card.excluded.map(({ name }) => name)).toEqual(['Alice']);
    await bot.decide('bob', 'approve', card.value);
    const view = await ended(bot, run);
    expect(view.phase).toBe('rolled-back');
    expect((await resultOf(bot, run, 'said'))?.title).toBe('rolled_back: rolled_back rolled_back passed not_run');
  });
});
