import { afterEach, describe, expect, it } from '@jest/globals';
import { perform } from '#engine/perform/perform.ts';
import { claimEffects, drain } from '#engine/worker.ts';
import { type Harness, openHarness } from './harness.ts';
import { cluster, runbook } from './texts.ts';
import { approveNext, ended, resultOf } from './walk.ts';

let bot: Harness;
afterEach(() => bot.close());

/** Sets how many tasks each service runs, which puts itself back; then a person says how it went. */
const scaled = (more = '') =>
  runbook(
    'scaled',
    `inputs:
  services: { type: array, items: string, default: [sender, evaluator] }
steps:
  - id: scale
    title: "Scale \${{ item }} to \${{ 2 + index }}"
    for_each: "\${{ inputs.services }}"
${more}    action: ecs.scale-service
    with: { cluster: ${cluster}, service: "\${{ item }}", desired: "\${{ 2 + index }}" }
    settle: 0s
  - id: works
    title: Does it work
    manual: Try it.
`,
  );

const desiredOf = (name: string): number | undefined =>
  bot.aws.view().services.find((service) => service.name === name)?.desired;

/** Everything was scaled, and found not to work. */
async function failed(text = scaled(), changes = 2): Promise<{ run: string; value: string }> {
  bot = await openHarness({ runbooks: [text] });
  const run = await bot.start('scaled');
  for (let i = 0; i < changes; i++) await approveNext(bot, run);
  await bot.decide('alice', 'failed', (await bot.card(run, 'manual')).value, 'It does not.');
  return { run, value: (await bot.card(run, 'held')).value };
}

const undo = async (text?: string) => {
  const { run, value } = await failed(text);
  await bot.decide('bob', 'roll-back', value);
  return { run, card: await bot.card(run, 'approval') };
};

describe("an action's own undo", () => {
  it('sets back what was before, the last change first', async () => {
    bot = await openHarness();
    const before = ['sender', 'evaluator'].map(desiredOf);
    await bot.close();
    const { run, card } = await undo();
    expect(['sender', 'evaluator'].map(desiredOf)).toEqual([2, 3]);
    expect(card.plans.map(({ instance, title }) => [instance, title])).toEqual([
      ['scale~undo~1', 'Undo: Scale evaluator to 3'],
      ['scale~undo~2', 'Undo: Scale sender to 2'],
    ]);
    expect(card.plans[0]?.changes[0]).toMatchObject({ before: '3', after: `${before[1]}` });
    await bot.decide('dan', 'approve', card.value);
    const view = await ended(bot, run);
    expect(view.phase).toBe('rolled-back');
    expect(['sender', 'evaluator'].map(desiredOf)).toEqual(before);
    expect(view.receipt?.undone).toHaveLength(2);
    expect(view.receipt).toMatchObject({ changed: [], notUndone: [] });
  });

  it('is planned, journalled and shown as the action that the plan names', async () => {
    const { run, card } = await undo();
    const full = await bot.engine.fullPlan(run, card.value.slice(run.length + 1));
    expect(full?.plans.map(({ action, requests }) => [action, requests[0]?.operation])).toEqual([
      ['ecs.scale-service', 'UpdateService'],
      ['ecs.scale-service', 'UpdateService'],
    ]);
    const plan = await bot.parts.store.transaction((tx) => tx.plans.get(run, 'scale~undo~1', 1), { reads: true });
    expect(plan?.action).toBe('ecs.scale-service');
  });

  it('is skipped with a reason where a person says so, and the run has failed then', async () => {
    const { run, card } = await undo();
    bot.aws.addFault({ op: 'UpdateService', kind: 'deny', times: 1 });
    await bot.decide('dan', 'approve', card.value);
    const held = await bot.card(run, 'held');
    expect(held.step).toMatchObject({ id: 'scale~undo', title: 'Undo: Scale evaluator to 3' });
    await bot.decide('dan', 'skip', held.value, 'it may stay');
    const view = await ended(bot, run);
    expect(view.phase).toBe('failed');
    expect(view.receipt?.headline).toBe('Failed: 1 change was not put back');
    expect(view.receipt?.notUndone).toEqual(['Scale evaluator to 3: it may stay']);
    expect([desiredOf('evaluator'), view.receipt?.undone.length]).toEqual([3, 1]);
  });

  it('waits until it is known whether a change happened, and puts back only what did', async () => {
    bot = await openHarness({ runbooks: [scaled()] });
    const run = await bot.start('scaled');
    await approveNext(bot, run);
    const next = await bot.card(run, 'approval');
    bot.aws.addFault({ op: 'UpdateService', kind: 'drop-before', times: 1 });
    // The comparison before the call still reads; everything after it does not.
    bot.aws.addFault({ op: 'DescribeServices', kind: 'deny', times: 1_000, after: 1 });
    await bot.decide('bob', 'approve', next.value);
    const unclear = await bot.card(run, 'unclear', 300);
    expect(await bot.decide('bob', 'roll-back', run)).toEqual({ ok: true });
    expect((await bot.view(run)).headline).toBe('Rolling back');
    bot.aws.clearFaults();
    expect(await bot.decide('bob', 'say-not-applied', unclear.value)).toEqual({ ok: true });
    const card = await bot.card(run, 'approval');
    expect(card.plans.map(({ title }) => title)).toEqual(['Undo: Scale sender to 2']);
    expect(card.rollback?.stays).toEqual([]);
  });
});

describe('a change that was made twice', () => {
  it('is put back twice, the last one first, to where the run began', async () => {
    const text = runbook(
      'scaled',
      `steps:
  - id: scale
    title: Scale sender
    action: ecs.scale-service
    with: { cluster: ${cluster}, service: sender, desired: 2 }
    settle: 0s
    verify: [{ check: ecs.services-healthy, with: { cluster: ${cluster}, services: [nobody] } }]
`,
    );
    bot = await openHarness({ runbooks: [text] });
    const before = desiredOf('sender');
    const run = await bot.start('scaled');
    await approveNext(bot, run);
    const first = await bot.card(run, 'held');
    await bot.aws.perform('UpdateService', { cluster, service: 'sender', desiredCount: 3 }, 'mallory');
    bot.aws.clock.advance(120_000);
    await bot.decide('alice', 'retry', first.value);
    await bot.decide('dan', 'approve', (await bot.card(run, 'approval')).value);
    const second = await bot.card(run, 'held');
    expect(desiredOf('sender')).toBe(2);
    await bot.decide('bob', 'roll-back', second.value);
    const card = await bot.card(run, 'approval');
    expect(card.plans.map(({ changes }) => changes[0]?.after)).toEqual(['3', `${before}`]);
    await bot.decide('dan', 'approve', card.value);
    const alone = await bot.card(run, 'approval');
    expect(alone.plans.map(({ changes }) => [changes[0]?.before, changes[0]?.after])).toEqual([['3', `${before}`]]);
    await bot.decide('dan', 'approve', alone.value);
    expect((await ended(bot, run)).phase).toBe('rolled-back');
    expect(desiredOf('sender')).toBe(before);
  });
});

describe('a change of which nobody knows', () => {
  it('is not put back blindly, and the card says so', async () => {
    const { run, value } = await failed();
    await bot.parts.store.transaction(async (tx) => {
      const sent = (await tx.attempts.ofRun(run)).find(({ instance }) => instance === 'scale~2');
      if (sent) await tx.attempts.end({ ...sent, outcome: 'unknown' });
    });
    await bot.decide('bob', 'roll-back', value);
    const card = await bot.card(run, 'approval');
    expect(card.plans.map(({ title }) => title)).toEqual(['Undo: Scale sender to 2']);
    expect(card.rollback?.stays).toMatchObject([
      { title: 'Scale evaluator to 3', reason: 'Whether it happened is not known, so it is not put back blindly.' },
    ]);
  });

  it('nor is one that the program cannot read any more', async () => {
    const { run, value } = await failed();
    const action = bot.parts.actions.get('ecs.scale-service');
    if (action?.kind !== 'action') throw new Error('no such action');
    const newer = { ...action, meta: { ...action.meta, version: 2 } };
    Object.assign(bot.parts, { actions: new Map(bot.parts.actions).set('ecs.scale-service', newer) });
    expect(await bot.decide('bob', 'roll-back', value)).toEqual({
      refused: 'Nothing that this run has changed can be put back.',
    });
    expect((await bot.view(run)).phase).toBe('running');
  });
});

describe('an undo that the author wrote', () => {
  it('runs once for each item, sees the item and what its own change gave, and where it began', async () => {
    const { run, card } = await undo(
      scaled(`    undo:
      steps:
        - id: back
          title: "Back \${{ item }} from \${{ steps.scale.outputs.before }}, number \${{ index + 1 }}"
          action: ecs.scale-service
          with: { cluster: ${cluster}, service: "\${{ item }}", desired: "\${{ steps.scale.outputs.before }}" }
          settle: 0s
        - { id: seen, title: "\${{ steps.back.outcome }} \${{ item }}", wait: 1s }
`),
    );
    expect(card.plans.map(({ instance }) => instance)).toEqual(['back~1', 'back~2']);
    expect(card.plans.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Back evaluator from \d+, number 2$/),
      expect.stringMatching(/^Back sender from \d+, number 1$/),
    ]);
    await bot.decide('dan', 'approve', card.value);
    expect((await ended(bot, run)).phase).toBe('rolled-back');
    expect((await resultOf(bot, run, 'seen~1'))?.title).toBe('passed evaluator');
  });
});

describe('who must approve', () => {
  it('is everybody who had to approve what is put back', async () => {
    const text = `${scaled('    approve: { groups: [oncall] }\n')}    on_failure: rollback\n`;
    bot = await openHarness({ runbooks: [text] });
    const run = await bot.start('scaled', { inputs: { services: 'sender' } });
    const approve = async () => {
      const asked = await bot.card(run, 'approval');
      for (const by of ['bob', 'dan']) await bot.decide(by, 'approve', asked.value);
      return asked;
    };
    await approve();
    await bot.decide('alice', 'failed', (await bot.card(run, 'manual')).value, 'It does not.');
    const card = await approve();
    expect(card.rollback).toBeDefined();
    expect(card.groups).toEqual(['sre', 'oncall']);
    expect(card.needed).toBe(2);
    expect((await ended(bot, run)).phase).toBe('rolled-back');
  });
});

describe('a worker that dies while rolling back', () => {
  it('has put back nothing twice: who takes over looks', async () => {
    const { run, card } = await undo();
    await bot.decide('dan', 'approve', card.value);
    const { aws } = bot.parts;
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const send: typeof aws.send = async (...call) => {
      await aws.send(...call);
      arrive();
      return new Promise(() => {});
    };
    const dying = { ...bot.parts, worker: 'dying', aws: { ...aws, send } };
    const work = async (): Promise<void> => {
      for (let [effect] = await claimEffects(dying, 1); effect; [effect] = await claimEffects(dying, 1))
        await perform(dying, effect);
    };
    await Promise.race([work(), arrived]);
    expect(bot.writes()).toHaveLength(3);
    bot.aws.clock.advance(40_000);
    await drain(bot.parts);
    const view = await ended(bot, run);
    expect(view.phase).toBe('rolled-back');
    expect(bot.writes()).toHaveLength(4);
    const events = await bot.parts.store.transaction((tx) => tx.events.list(run), { reads: true });
    expect(events.map(({ name }) => name)).toContain('UNKNOWN');
  });
});
