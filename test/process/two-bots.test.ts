import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Store } from '#engine/store.ts';
import { openStore } from '#store/open-store.ts';
import { breaks, eventsOf, newest, view } from './history.ts';
import { type Button, buttons, start } from './people.ts';
import { bob, openPractice, type Practice } from './practice.ts';
import { type SecondBot, startSecondBot } from './second-bot.ts';
import { until } from './until.ts';

jest.setTimeout(180_000);

const APPROVE = 'decide.approve';
const UNANSWERED = 'The app did not respond. Try again.';
/** Each is restarted by a run of its own, so that none waits for the lock of another. */
const services = ['sender', 'evaluator', 'aggregator', 'rule-updater', 'rule-service'];

let practice: Practice;
let store: Store;
let second: SecondBot;
beforeAll(async () => {
  practice = await openPractice({ speed: 30 });
  store = await openStore({ folder: practice.folder });
  second = await startSecondBot(practice);
});
afterAll(async () => {
  await store.close();
  await practice.close();
});

/** What Bob saw when he pressed a button. */
interface Pressed {
  readonly run: string;
  readonly told?: string;
}

async function press({ value, ...button }: Button): Promise<Pressed> {
  const shown: { readonly ok: boolean; readonly error?: string } = await practice.act(bob, 'click', button);
  return { run: value.split('.')[0] ?? '', ...(shown.ok ? {} : { told: shown.error ?? 'nothing' }) };
}

const approvals = async (run: string): Promise<number> =>
  (await eventsOf(store, run)).filter(({ name }) => name === 'APPROVED').length;

/** What the bots said to Bob alone. */
async function whispers(): Promise<readonly string[]> {
  const { slack } = await practice.state(bob);
  return slack.places
    .flatMap(({ messages }) => messages.flatMap((message) => [message, ...message.replies]))
    .filter(({ isEphemeral }) => isEphemeral)
    .map(({ text }) => text);
}

const refresh = () =>
  fetch(`${practice.url}/slack/connections`, { method: 'POST', body: JSON.stringify({ do: 'refresh', which: 'all' }) });

describe('two bots, one killed and one refreshed while people click', () => {
  it('lose no click without a word, count none twice, and bring every run to its end', async () => {
    const runs: string[] = [];
    for (const service of services) {
      await start(practice, 'restart-one', { service });
      runs.push(await newest(store));
    }
    const cards = await until(
      () => buttons(practice, '', APPROVE),
      (found) => found.length === services.length,
    );
    expect((await practice.state(bob)).slack.connections).toBe(4);

    const clicks = cards.flatMap((card, at) => {
      const first = press(card);
      return at % 2 === 0 ? [first, press(card)] : [first];
    });
    const trouble = Promise.all([refresh(), practice.kill()]);
    const pressed = await Promise.all(clicks);
    await trouble;

    // A click that Slack did not call unanswered was counted, or lost against one that was.
    for (const { run, told } of pressed) {
      if (told === undefined) expect(await approvals(run)).toBe(1);
      else expect(told).toBe(UNANSWERED);
    }
    // What was unanswered Bob clicks again, as he was told to, until no card asks him any more.
    for (const card of await buttons(practice, '', APPROVE)) await press(card);
    for (const run of runs) {
      const { phase } = await until(
        () => view(store, run),
        ({ receipt }) => receipt !== undefined,
      );
      expect([run, phase, await approvals(run)]).toEqual([run, 'succeeded', 1]);
      expect(breaks(await eventsOf(store, run))).toEqual([]);
    }
    const applied = (await practice.writes()).filter((call) => call.applied);
    expect(applied.map(({ params }) => params['service']).sort()).toEqual([...services].sort());
    // Of the clicks that were answered one a run counts; Bob reads why each other one did not.
    const answered = pressed.filter(({ told }) => told === undefined);
    const extra = answered.length - new Set(answered.map(({ run }) => run)).size;
    expect(
      (await whispers()).filter((text) => text.startsWith('Already approved by Bob')).length,
    ).toBeGreaterThanOrEqual(extra);
  });

  it('that is told to end finishes what is under way: the click counts, and its exit is clean', async () => {
    await start(practice, 'restart-one', { service: 'sender' });
    const run = await newest(store);
    const [card] = await until(
      () => buttons(practice, run, APPROVE),
      (found) => found.length === 1,
    );
    if (!card) throw new Error('there is no card');
    const clicked = press(card);
    const stopped = second.stop();
    const { told } = await clicked;
    expect(await stopped).toBe(0);
    expect(await approvals(run)).toBe(told === undefined ? 1 : 0);
    expect(readFileSync(join(practice.folder, 'second-bot.log'), 'utf8')).not.toContain('"level":"error"');
  });
});
