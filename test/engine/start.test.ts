import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Harness, openHarness } from './harness.ts';
import { restartOne } from './texts.ts';

let bot: Harness;
afterEach(() => bot.close());

const request = {
  runbook: 'restart-one',
  environment: 'prod',
  inputs: {},
  reason: 'INC-812',
  by: 'alice',
  surface: 'terminal',
  startKey: 'view-1',
} as const;

describe('a start', () => {
  it('with the same key answers with the first run', async () => {
    bot = await openHarness({ runbooks: [restartOne()] });
    const [first, second] = await Promise.all([bot.engine.start(request), bot.engine.start(request)]);
    expect(first).toMatchObject({ run: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{10}$/) });
    expect('run' in first && 'run' in second && first.run === second.run).toBe(true);
    expect(await bot.engine.runs({ limit: 10 })).toHaveLength(1);
  });

  it.each([
    ['without a reason', { reason: ' ' }, 'reason'],
    ['with a reason of 201 characters', { reason: 'x'.repeat(201) }, 'reason'],
    ['in an environment that the runbook does not have', { environment: 'staging' }, 'environment'],
    ['of a runbook that is not there', { runbook: 'nope' }, ''],
    ['in a channel that is not the environment’s', { channel: 'C0RANDOM' }, ''],
    ['by a guest', { by: 'carol' }, ''],
    ['by a stranger', { by: 'mallory' }, ''],
    ['by somebody outside the group', { by: 'dan' }, ''],
  ])('%s is refused with a reason, and nothing is written', async (_, change, name) => {
    bot = await openHarness({ runbooks: [restartOne()] });
    const started = await bot.engine.start({ ...request, ...change, startKey: randomUUID() });
    expect(started).toMatchObject({ problems: [{ name, message: expect.stringMatching(/./) }] });
    expect(await bot.engine.runs({ limit: 10 })).toEqual([]);
  });
});

describe('what a run is started for', () => {
  const link = 'https://example.slack.com/archives/C0PRODOPS/p1769104800000100';
  const startFor = async (context: string, startKey = randomUUID()) => {
    bot = await openHarness({ runbooks: [restartOne()] });
    return bot.engine.start({ ...request, context, startKey });
  };

  it.each([link, 'http://alerts.internal/812', `https://example.com/${'x'.repeat(480)}`])(
    'stands on its root and in its first event: %.60s',
    async (context) => {
      const started = await startFor(context);
      const run = 'run' in started ? started.run : '';
      expect((await bot.view(run)).context).toBe(context);
      const [first] = await bot.parts.store.transaction((tx) => tx.events.list(run), { reads: true });
      expect(first).toMatchObject({ name: 'STARTED', facts: { context } });
    },
  );

  it.each([
    ['another protocol', 'javascript:alert(1)'],
    ['a file', 'file:///etc/passwd'],
    ['no address', 'INC-812'],
    ['nothing', ''],
    ['a space in it', 'https://example.com/a b'],
    ['a second line', 'https://example.com/\nhttps://example.org/'],
    ['no host', 'https://'],
    ['501 characters', `https://example.com/${'x'.repeat(481)}`],
  ])('is refused where it is %s', async (_, context) => {
    expect(await startFor(context)).toMatchObject({
      problems: [{ name: '', message: expect.stringContaining('http or https address of at most 500 characters') }],
    });
    expect(await bot.engine.runs({ limit: 10 })).toEqual([]);
  });

  it('is nothing where nothing is given', async () => {
    bot = await openHarness({ runbooks: [restartOne()] });
    const run = await bot.start('restart-one');
    expect(await bot.view(run)).not.toHaveProperty('context');
    const [first] = await bot.parts.store.transaction((tx) => tx.events.list(run), { reads: true });
    expect(first?.facts).not.toHaveProperty('context');
  });
});

describe('what is offered', () => {
  it('is only what this person may start here', async () => {
    bot = await openHarness();
    expect((await bot.engine.offered('alice', 'C0PRODOPS')).map(({ id }) => id)).toEqual([
      'kafka-zookeeper-restart',
      'stop-stale-tasks',
      'rotate-session-secret',
    ]);
    expect(await bot.engine.offered('alice', 'C0RANDOM')).toEqual([]);
    expect(await bot.engine.offered('carol', 'C0PRODOPS')).toEqual([]);
  });

  it('has a form that says what will be asked for', async () => {
    bot = await openHarness();
    expect(await bot.engine.form('alice', 'C0PRODOPS', 'kafka-zookeeper-restart')).toMatchObject({
      environments: ['prod'],
      notice: 'Changes prod. One approval (@sre) before each step that changes something.',
    });
    expect(await bot.engine.form('carol', 'C0PRODOPS', 'kafka-zookeeper-restart')).toEqual({
      refused: 'Guests cannot decide anything here.',
    });
  });
});
