import { afterEach, describe, expect, it } from '@jest/globals';
import { createEngine } from '#engine/engine.ts';
import { type Harness, openHarness } from './harness.ts';
import { runbook } from './texts.ts';
import { ended } from './walk.ts';

let bot: Harness;
afterEach(() => bot.close());

const told = runbook(
  'told',
  `steps:
  - id: tell
    title: Tell the others
    notify: { channel: C0OTHERS, text: "\${{ run.started_by }} begins: *\${{ run.reason }}*" }
  - id: pause
    wait: 1m
`,
);

const hour = { channel: 'C0RUNS', ts: '1.0' };

describe('a message that a runbook asks for', () => {
  it('goes to its own channel, once, whoever posts it', async () => {
    bot = await openHarness({ runbooks: [told] });
    const run = await bot.start('told');
    const { engine } = bot;
    const other = createEngine({ ...bot.parts, worker: 'another' });
    const [root] = await engine.messages.claim(10);
    if (root) await engine.messages.posted(root, hour);
    const claimed = (await Promise.all([engine.messages.claim(10), other.messages.claim(10)])).flat();
    const notices = claimed.filter(({ card }) => card?.kind === 'notice');
    expect(notices).toMatchObject([
      { channel: 'C0OTHERS', root: hour, row: { run, kind: 'notice' }, card: { text: 'Alice begins: *INC-812*' } },
    ]);
    const [notice] = notices;
    if (notice) await other.messages.posted(notice, { channel: 'C0OTHERS', ts: '2.0' });
    await ended(bot, run);
    const after = (await Promise.all([engine.messages.claim(10), other.messages.claim(10)])).flat();
    expect(after.map(({ row }) => row.kind)).not.toContain('notice');
    expect((await bot.view(run)).phase).toBe('succeeded');
  });

  it('is written together with its step: a failure to write it is no half of it', async () => {
    bot = await openHarness({ runbooks: [told] });
    const run = await bot.start('told');
    const { events, messages } = await bot.parts.store.transaction(
      async (tx) => ({ events: await tx.events.list(run), messages: await tx.messages.ofRun(run) }),
      { reads: true },
    );
    expect(events.map(({ name, lane }) => `${name} ${lane}`)).toContain('ENTERED tell');
    expect(messages.map(({ purpose, channel }) => [purpose, channel])).toContainEqual(['tell:1:notice', 'C0OTHERS']);
  });

  it('whose text has no value holds its step, and nothing is posted', async () => {
    const broken = told
      .replace('run.reason', 'inputs.names[3]')
      .replace('steps:', 'inputs:\n  names: { type: array, items: string, default: [a] }\nsteps:');
    bot = await openHarness({ runbooks: [broken] });
    const run = await bot.start('told');
    expect((await bot.card(run, 'held')).cause).toContain('has no value');
    expect((await bot.view(run)).cards.map(({ kind }) => kind)).toEqual(['held']);
  });
});
