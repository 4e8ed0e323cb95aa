import { afterEach, describe, expect, it } from '@jest/globals';
import type { EngineParts } from '#engine/parts.ts';
import { perform } from '#engine/perform/perform.ts';
import type { Sent } from '#engine/ports.ts';
import { claimEffects, drain } from '#engine/worker.ts';
import { type Harness, openHarness } from './harness.ts';
import { cluster, restartOne, runbook } from './texts.ts';

let bot: Harness;
afterEach(() => bot.close());

const other = runbook(
  'other',
  `steps:
  - id: evaluator
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: evaluator }
`,
);
const one = { runbooks: [restartOne()] };
const ended = (run: string) => bot.until(run, ({ receipt }) => receipt !== undefined);
const another = (more: Partial<EngineParts> = {}): EngineParts => ({ ...bot.parts, worker: 'another', ...more });

/** Up to the approved request, which nobody has taken yet. */
async function approved(): Promise<string> {
  bot = await openHarness(one);
  const run = await bot.start('restart-one');
  await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value);
  return run;
}

/** The sender of a worker whose answers come only when `release` is called, after the request has arrived. */
function slowly() {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const { aws } = bot.parts;
  const send: typeof aws.send = async (...call): Promise<Sent> => {
    const sent = await aws.send(...call);
    arrive();
    await released;
    return sent;
  };
  return { aws: { ...aws, send }, arrived, release };
}

describe('two workers', () => {
  it('with the same effect, its lease being over, send it once', async () => {
    const run = await approved();
    const [first] = await claimEffects(bot.parts, 1);
    bot.aws.clock.advance(20_000);
    const [second] = await claimEffects(another(), 1);
    expect(second?.want.key).toBe(first?.want.key);
    if (first && second) await Promise.all([perform(bot.parts, first), perform(another(), second)]);
    await ended(run);
    expect(bot.writes()).toEqual(['UpdateService sender']);
  });

  it('that are one, having claimed again what was slow, send it once', async () => {
    const run = await approved();
    const slow = slowly();
    const [first] = await claimEffects(bot.parts, 1);
    const performing = first && perform({ ...bot.parts, aws: slow.aws }, first);
    await slow.arrived;
    bot.aws.clock.advance(20_000);
    await drain(bot.parts);
    slow.release();
    await performing;
    await drain(bot.parts);
    const events = await bot.parts.store.transaction((tx) => tx.events.list(run), { reads: true });
    expect(events.map(({ name }) => name)).toContain('APPLIED');
    expect(events.map(({ name }) => name)).not.toContain('UNKNOWN');
    await ended(run);
    expect(bot.writes()).toEqual(['UpdateService sender']);
  });

  it('go by the answer when it comes after the outcome was taken for unknown', async () => {
    const run = await approved();
    const slow = slowly();
    const [first] = await claimEffects(another(), 1);
    const performing = first && perform(another({ aws: slow.aws }), first);
    await slow.arrived;
    bot.aws.addFault({ op: 'DescribeServices', kind: 'deny', times: 1_000 });
    const unclear = await bot.card(run, 'unclear', 300);
    slow.release();
    await performing;
    expect(await bot.decide('bob', 'say-not-applied', unclear.value)).toEqual({
      refused: 'The answer has come meanwhile: look again, and the step goes on by itself.',
    });
    bot.aws.clearFaults();
    expect(await bot.decide('bob', 'look-again', unclear.value)).toEqual({ ok: true });
    expect((await ended(run)).phase).toBe('succeeded');
    expect(bot.writes()).toEqual(['UpdateService sender']);
  });
});

describe('a run of another version of the program', () => {
  it('keeps no other run from going on, being listed or being drawn', async () => {
    bot = await openHarness({ runbooks: [restartOne(), other] });
    const foreign = await bot.start('restart-one');
    await bot.card(foreign, 'approval');
    bot.aws.clock.advance(59 * 60_000);
    const run = await bot.start('other');
    const { store } = bot.parts;
    // Its definition is in a format of a later version.
    const later: typeof store = {
      ...store,
      transaction: (work, options) =>
        store.transaction(
          (tx) =>
            work({
              ...tx,
              definitions: {
                ...tx.definitions,
                get: async (digest) => {
                  const row = await tx.definitions.get(digest);
                  return row && row.runbook.id === 'restart-one' ? { ...row, digest: 'later', format: 2 } : row;
                },
              },
            }),
          options,
        ),
    };
    Object.assign(bot.parts, { store: later });
    // The foreign run's card expires now.
    bot.aws.clock.advance(2 * 60_000);
    await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value);
    await bot.until(run, () => bot.writes().length === 1);
    expect(await bot.engine.runs({ limit: 10 })).toMatchObject([
      { run },
      { run: foreign, headline: 'Written by another version of Stepward' },
    ]);
    expect((await bot.engine.messages.claim(10)).map(({ row }) => row.run)).toEqual([run]);
    await expect(bot.engine.view(foreign)).rejects.toThrow('format 2');
  });
});
