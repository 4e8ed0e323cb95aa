import { afterEach, describe, expect, it } from '@jest/globals';
import { resolveReferences } from '#engine/references.ts';
import { leaks } from '../process/leaks.ts';
import { type Harness, openHarness } from './harness.ts';
import { runbook } from './texts.ts';
import { approveNext, ended } from './walk.ts';

let bot: Harness;
afterEach(() => bot.close());

const parameter = '/alerting-platform/prod/session-secret';

/** Writes a value that is kept elsewhere. */
const copied = (value: string, inputs = '') =>
  runbook(
    'copied',
    `${inputs}steps:
  - id: rotate
    action: ssm.rotate-parameter
    with: { name: ${parameter}, value: ${value} }
`,
  );

const secrets: Record<string, string> = { NEW_VALUE: 'canary-value-from-the-environment-0' };

const open = async (text: string): Promise<string> => {
  bot = await openHarness({ runbooks: [text], secrets });
  return bot.start('copied');
};

afterEach(() => {
  secrets['NEW_VALUE'] = 'canary-value-from-the-environment-0';
});

const current = async (): Promise<unknown> => {
  const { Parameter } = (await bot.aws.perform('GetParameter', { Name: parameter, WithDecryption: true })) as {
    Parameter?: { Value?: string };
  };
  return Parameter?.Value;
};

describe('a reference to a secret', () => {
  it.each([
    ['env:NEW_VALUE', 'canary-value-from-the-environment-0'],
    ['secret:alerting-platform/prod/pager-token', 'practice-canary-pager-token'],
    [`ssm:${parameter}`, 'practice-canary-third-session-secret'],
  ])('%s is read, sealed and sent, and stands nowhere', async (ref, value) => {
    const run = await open(copied(`{ ref: "${ref}" }`));
    const card = await bot.card(run, 'approval');
    expect(JSON.stringify(card)).toContain(`new value of ${value.length} characters, fingerprint`);
    const full = await bot.engine.fullPlan(run, 'rotate@1');
    expect(JSON.stringify(full?.plans[0]?.requests)).toContain('"$sealed":"rotate.value"');
    await bot.decide('bob', 'approve', card.value);
    const view = await ended(bot, run);
    expect(view.phase).toBe('succeeded');
    expect(await current()).toBe(value);
    const events = await bot.parts.store.transaction((tx) => tx.events.list(run), { reads: true });
    expect(leaks(JSON.stringify([view, full, events, bot.logged(), bot.stored()]), [value])).toEqual([]);
    expect(bot.stored()).toContain(parameter);
  });

  it('as the default of an input is shown as what it is, and read when it is needed', async () => {
    const inputs = 'inputs:\n  token: { type: string, secret: true, default: { ref: "env:NEW_VALUE" } }\n';
    const run = await open(copied('"${{ inputs.token }}"', inputs));
    expect((await bot.view(run)).inputs).toMatchObject([{ value: 'secret, from env:NEW_VALUE' }]);
    await approveNext(bot, run);
    await ended(bot, run);
    expect(await current()).toBe('canary-value-from-the-environment-0');
  });

  it('is not for who starts the run to give', async () => {
    const inputs = 'inputs:\n  token: { type: string, secret: true }\n';
    bot = await openHarness({ runbooks: [copied('"${{ inputs.token }}"', inputs)], secrets });
    await expect(bot.start('copied', { inputs: { token: { ref: 'env:NEW_VALUE' } } })).rejects.toThrow('is text');
  });

  it('whose value has moved voids the approval, and the card says so by its fingerprint', async () => {
    const run = await open(copied('{ ref: "env:NEW_VALUE" }'));
    const first = await bot.card(run, 'approval');
    secrets['NEW_VALUE'] = 'another-canary-value-of-that-length';
    await bot.decide('bob', 'approve', first.value);
    const second = await bot.card(run, 'approval');
    expect(second.drift?.moved).toEqual([
      {
        what: 'the secret value',
        was: expect.stringMatching(/^fingerprint [0-9a-f]{12}$/),
        now: expect.stringMatching(/^fingerprint [0-9a-f]{12}$/),
      },
    ]);
    expect(bot.writes()).toEqual([]);
    await bot.decide('bob', 'approve', second.value);
    await ended(bot, run);
    expect(await current()).toBe('another-canary-value-of-that-length');
  });

  it.each([
    ['env:MISSING', 'There is no secret env:MISSING. Set STEPWARD_SECRET_MISSING where the bot runs.'],
    ['ssm:/not/there', 'There is no secret ssm:/not/there.'],
    ['secret:not-there', 'There is no secret secret:not-there.'],
  ])('%s that stands for nothing holds the step', async (ref, cause) => {
    const run = await open(copied(`{ ref: "${ref}" }`));
    expect((await bot.card(run, 'held')).cause).toBe(cause);
    expect(bot.writes()).toEqual([]);
  });

  it('of no kind that there is has no value', async () => {
    const run = await open(copied('{ ref: "env:NEW_VALUE" }'));
    const definition = await bot.parts.store.transaction(
      async (tx) => {
        const row = await tx.runs.get(run);
        return row && { row, definition: await tx.definitions.get(row.definition) };
      },
      { reads: true },
    );
    if (!definition?.definition) throw new Error('no definition');
    const resolve = (ref: string) =>
      resolveReferences(bot.parts, definition as never, { instance: 'rotate', names: ['value'] }, { value: { ref } });
    for (const ref of ['file:/etc/passwd', 'env:', 'NEW_VALUE'])
      await expect(resolve(ref)).rejects.toThrow('write env:NAME, ssm:/path or secret:name');
  });
});
