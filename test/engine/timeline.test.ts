import { afterEach, describe, expect, it } from '@jest/globals';
import type { Span } from '#domain/run-view.ts';
import { type Harness, openHarness } from './harness.ts';
import { cluster, restartOne, runbook } from './texts.ts';
import { approveNext, ended } from './walk.ts';

let bot: Harness;
afterEach(() => bot.close());

/** `1 asked`, and how its step came out behind the last of its spans. */
const said = (spans: readonly Span[]): readonly string[] =>
  spans.map(({ step, kind, outcome }) => `${step.number} ${kind}${outcome ? ` ${outcome}` : ''}`);

/** Of a run that is over: in order, each within the run, none backwards. */
async function timeline(run: string): Promise<readonly Span[]> {
  const { receipt, startedAt } = await ended(bot, run);
  const now = bot.aws.clock.now();
  const spans = receipt?.timeline ?? [];
  expect(spans.map(({ from }) => from)).toEqual(spans.map(({ from }) => from).sort((a, b) => a - b));
  for (const { from, to } of spans) {
    expect(from).toBeGreaterThanOrEqual(startedAt);
    expect(to).toBeGreaterThanOrEqual(from);
    expect(to).toBeLessThanOrEqual(now);
  }
  return spans;
}

const restart = (id: string, service: string, more = '') => `  - id: ${id}
    title: Restart ${service}
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: ${service} }
${more}`;

describe('the timeline of a run', () => {
  it('is empty where nothing was asked, sent or read', async () => {
    bot = await openHarness({
      runbooks: [runbook('idle', 'steps:\n  - { id: idle, if: "${{ false }}", wait: 1s }\n')],
    });
    expect(await timeline(await bot.start('idle'))).toEqual([]);
  });

  it('says when each step was asked for and worked on, and how it came out', async () => {
    bot = await openHarness({ runbooks: [restartOne('  - { id: breathe, title: Breathe, wait: 10s }\n')] });
    const run = await bot.start('restart-one');
    await bot.card(run, 'approval');
    bot.aws.clock.advance(120_000);
    await approveNext(bot, run);
    const spans = await timeline(run);
    expect(said(spans)).toEqual(['1 asked', '1 working passed', '2 working passed']);
    const [asked, worked, breathed] = spans;
    expect(asked && asked.to - asked.from).toBeGreaterThanOrEqual(120_000);
    expect(worked?.from).toBe(asked?.to);
    expect(breathed).toMatchObject({ step: { number: 2, title: 'Breathe' } });
    expect(breathed && breathed.to - breathed.from).toBeGreaterThanOrEqual(10_000);
  });

  it('has the wait for what another run holds before its work', async () => {
    bot = await openHarness({ runbooks: [restartOne('  - { id: pause, wait: 1s }\n')] });
    const first = await bot.start('restart-one');
    const second = await bot.start('restart-one', { reason: 'INC-813' });
    await bot.card(first, 'approval');
    const lock = await bot.card(second, 'lock');
    bot.aws.clock.advance(60_000);
    await approveNext(bot, first);
    await ended(bot, first);
    const asked = await bot.card(second, 'approval');
    await approveNext(bot, second);
    const spans = await timeline(second);
    expect(said(spans)).toEqual(['1 waiting', '1 asked', '1 working passed', '2 working passed']);
    expect(spans[0]?.from).toBe(lock.raisedAt);
    expect(spans[0]?.to).toBeGreaterThanOrEqual(lock.raisedAt + 60_000);
    expect(spans[1]?.from).toBe(asked.raisedAt);
  });

  it('has both asks of what moved in between', async () => {
    bot = await openHarness({ runbooks: [restartOne()] });
    const run = await bot.start('restart-one');
    const first = await bot.card(run, 'approval');
    await bot.aws.perform('UpdateService', { cluster, service: 'sender', forceNewDeployment: true }, 'mallory');
    bot.aws.clock.advance(120_000);
    await approveNext(bot, run);
    const second = await bot.card(run, 'approval');
    expect(second.drift).toBeDefined();
    await approveNext(bot, run);
    const spans = await timeline(run);
    expect(said(spans)).toEqual(['1 asked', '1 asked', '1 working passed']);
    expect(spans.slice(0, 2).map(({ from }) => from)).toEqual([first.raisedAt, second.raisedAt]);
  });

  it('has a step that was held before anything was sent as held, then as tried again', async () => {
    bot = await openHarness({ runbooks: [restartOne()] });
    bot.aws.addFault({ op: 'DescribeServices', kind: 'deny', times: 1 });
    const run = await bot.start('restart-one');
    const held = await bot.card(run, 'held');
    bot.aws.clock.advance(60_000);
    await bot.decide('alice', 'retry', held.value);
    await approveNext(bot, run);
    const spans = await timeline(run);
    expect(said(spans)).toEqual(['1 held', '1 asked', '1 working passed']);
    expect(spans[0]).toMatchObject({ from: held.raisedAt, to: held.raisedAt + 60_000 });
  });

  it('has what was sent, found wrong, and done anew as worked on twice', async () => {
    bot = await openHarness({
      runbooks: [
        runbook(
          'again',
          `steps:
${restart('sender', 'sender', `    verify: [{ check: ecs.services-healthy, with: { cluster: ${cluster}, services: [nobody] } }]\n`)}`,
        ),
      ],
    });
    const run = await bot.start('again');
    await approveNext(bot, run);
    const first = await bot.card(run, 'held');
    bot.aws.clock.advance(60_000);
    await bot.decide('alice', 'retry', first.value);
    await approveNext(bot, run);
    const second = await bot.card(run, 'held');
    bot.aws.clock.advance(60_000);
    await bot.decide('bob', 'skip', second.value, 'it is there');
    const spans = await timeline(run);
    expect(said(spans)).toEqual(['1 asked', '1 working', '1 held', '1 asked', '1 working', '1 held skipped']);
    expect(spans[1]?.to).toBe(first.raisedAt);
    expect(spans[4]?.to).toBe(second.raisedAt);
  });

  it('has a check that failed and is retried as begun anew', async () => {
    bot = await openHarness({
      runbooks: [
        runbook(
          'look',
          `steps:
  - id: look
    title: Look
    check: ecs.services-healthy
    with: { cluster: ${cluster}, services: [sender] }
`,
        ),
      ],
    });
    bot.aws.addFault({ op: 'DescribeServices', kind: 'deny', times: 1 });
    const run = await bot.start('look');
    const held = await bot.card(run, 'held');
    bot.aws.clock.advance(60_000);
    await bot.decide('alice', 'retry', held.value);
    const spans = await timeline(run);
    expect(said(spans)).toEqual(['1 working', '1 held', '1 working passed']);
    expect([spans[0]?.to, spans[2]?.from]).toEqual([held.raisedAt, held.raisedAt + 60_000]);
  });

  it('has a change of which nobody knew as held, and from what a person said of it on as worked on', async () => {
    bot = await openHarness({ runbooks: [restartOne()] });
    const run = await bot.start('restart-one');
    await bot.card(run, 'approval');
    bot.aws.addFault({ op: 'UpdateService', kind: 'drop-after', times: 1 });
    bot.aws.addFault({ op: 'DescribeServices', kind: 'deny', times: 1_000, after: 1 });
    await approveNext(bot, run);
    const unclear = await bot.card(run, 'unclear', 300);
    bot.aws.clearFaults();
    bot.aws.clock.advance(60_000);
    await bot.decide('bob', 'say-applied', unclear.value);
    const spans = await timeline(run);
    expect(said(spans)).toEqual(['1 asked', '1 working', '1 held', '1 working passed']);
    expect([spans[1]?.to, spans[2]?.to]).toEqual([unclear.raisedAt, spans[3]?.from]);
    expect(spans[2]).toMatchObject({ from: unclear.raisedAt, to: unclear.raisedAt + 60_000 });
  });

  it('has what the items of one step did side by side as one', async () => {
    bot = await openHarness({
      runbooks: [
        runbook(
          'each',
          `steps:
  - id: restart
    title: "Restart \${{ item }}"
    for_each: "\${{ ['sender', 'evaluator'] }}"
    max_parallel: 2
    approve: { together: true }
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: "\${{ item }}" }
`,
        ),
      ],
    });
    const run = await bot.start('each');
    await approveNext(bot, run);
    const spans = await timeline(run);
    expect(said(spans)).toEqual(['1 asked', '1 working passed']);
    expect(spans[0]?.step.title).toBe('Restart sender and evaluator');
  });

  it('has what was put back as undone, and what put it back as the step of the roll back', async () => {
    const undo = `    undo:
      steps:
${restart('back', 'sender').replace(/^/gm, '      ').trimEnd()}
`;
    bot = await openHarness({
      runbooks: [runbook('back-again', `steps:\n${restart('sender', 'sender', undo)}${restart('nobody', 'nobody')}`)],
    });
    const run = await bot.start('back-again');
    await approveNext(bot, run);
    const held = await bot.card(run, 'held');
    await bot.decide('bob', 'roll-back', held.value);
    const asked = await bot.card(run, 'approval');
    bot.aws.clock.advance(30_000);
    await bot.decide('dan', 'approve', asked.value);
    const spans = await timeline(run);
    expect(said(spans)).toEqual(['1 asked', '1 working undone', '2 held halted', '3 asked', '3 working passed']);
    expect(spans[3]).toMatchObject({ from: asked.raisedAt, step: { title: 'Roll back' } });
  });

  it('ends with what was open when it was stopped', async () => {
    bot = await openHarness({ runbooks: [restartOne('  - { id: later, wait: 1s }\n')] });
    const run = await bot.start('restart-one');
    const card = await bot.card(run, 'approval');
    bot.aws.clock.advance(60_000);
    await bot.decide('alice', 'stop', run);
    const spans = await timeline(run);
    expect(said(spans)).toEqual(['1 asked halted']);
    expect(spans[0]).toMatchObject({ from: card.raisedAt, to: card.raisedAt + 60_000 });
  });

  it('ends with what was being worked on when it was stopped', async () => {
    bot = await openHarness({
      runbooks: [runbook('slow', 'steps:\n  - { id: breathe, title: Breathe, wait: 10m }\n')],
    });
    const run = await bot.start('slow');
    bot.aws.clock.advance(60_000);
    await bot.decide('alice', 'stop', run);
    const spans = await timeline(run);
    expect(said(spans)).toEqual(['1 working halted']);
    expect(spans.map(({ from, to }) => to - from)).toEqual([60_000]);
  });
});
