import { afterEach, describe, expect, it } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import type { Fault } from '#practice/slack/faults.ts';
import type { PracticeSlackOptions } from '#practice/slack/options.ts';
import type { SeenMessage } from '#practice/slack/sight.ts';
import { clientOptions } from '#slack/clients.ts';
import { createFeatures } from '#slack/features.ts';
import { createPoster, type Poster } from '#slack/poster.ts';
import { ALICE, BOT_TOKEN, OPTIONS, openStage, PROD, type Stage } from '../practice/slack/stage.ts';
import { createDesk, type Desk } from './desk.ts';
import { approval, NAMES, TEXTS } from './samples.ts';

const LEAST = ['chat:write', 'users:read', 'usergroups:read'];
const RUN = '01JD8Q4F3W';
const CARD = approval(TEXTS.typical, { purpose: 'kafka:3:ask', value: `${RUN}.kafka@1` });
const DECIDED = {
  ...CARD,
  closed: { how: 'approved', at: 1_795_248_300_000, by: [{ id: 'U02BOB', name: 'Bob' }] },
} as const;
const ENDED = { phase: 'succeeded', headline: 'Succeeded', endedAt: 1_795_248_372_000 } as const;

let stage: Stage;
let desk: Desk;
let posters: Poster[] = [];
let logged: string[] = [];
afterEach(async () => {
  await Promise.all(posters.map((poster) => poster.stop()));
  await stage.end();
});

interface Setting {
  readonly scopes?: readonly string[];
  readonly options?: Partial<PracticeSlackOptions>;
  readonly scale?: number;
  readonly now?: () => number;
  /** Called with each method that is called, which waits for what it returns. */
  readonly watch?: (method: string) => Promise<void> | void;
}

async function addPoster({ scopes = [...LEAST, 'channels:history'], now, watch }: Setting): Promise<Poster> {
  const log = (level: string) => (text: string) => void logged.push(`${level} ${text}`);
  const logger = { info: log('info'), warn: log('warn'), error: log('error') };
  const client = new WebClient(BOT_TOKEN, {
    ...clientOptions({ logger, apiUrl: `${stage.url}/slack/api/` }, 2_000),
    fetch: async (url, init) => {
      await watch?.(String(url).split('/').at(-1) ?? '');
      return fetch(url, init);
    },
  });
  const { messages, announcements } = desk;
  const features = createFeatures({ client, logger, scopes });
  const poster = createPoster({
    client,
    features,
    messages,
    announcements,
    logger,
    names: () => NAMES,
    ...(now ? { now } : {}),
  });
  desk.onChange(() => poster.changed(''));
  posters.push(poster);
  poster.start();
  return poster;
}

async function open(setting: Setting = {}): Promise<void> {
  posters = [];
  logged = [];
  stage = await openStage({ scopes: setting.scopes ?? [...LEAST, 'channels:history'], ...setting.options });
  desk = createDesk(PROD, OPTIONS.now(), setting.scale);
  await addPoster(setting);
}

const roots = (): readonly SeenMessage[] => stage.slack.view(ALICE).places[0]?.messages ?? [];
const sent = (method: string) =>
  stage.slack.payloads().filter((each) => (each as { method?: string }).method === method);
const goesWrong = (...faults: readonly Fault[]) => stage.slack.faults.set(faults);

async function began(): Promise<void> {
  desk.change(RUN, {}, [CARD]);
  await desk.settled();
}

async function decided(): Promise<void> {
  desk.change(RUN, ENDED, [DECIDED]);
  await desk.settled();
}

/** One root that says how the run ended, one card that says who approved, and nothing else. */
function expectRight(): void {
  expect(roots().map(({ text }) => text)).toEqual([expect.stringContaining('Succeeded')]);
  expect(roots()[0]?.replies.map(({ text }) => text)).toEqual([expect.stringContaining('pproved')]);
}

describe('the poster', () => {
  it('posts the root, then the card into its thread, and writes both anew in place', async () => {
    await open();
    await began();
    expect(sent('chat.postMessage')).toMatchObject([
      { channel: PROD, metadata: expect.stringContaining(`"${RUN}:root"`) },
      { thread_ts: roots()[0]?.ts, metadata: expect.stringContaining(`"${RUN}:kafka:3:ask"`) },
    ]);
    await decided();
    expectRight();
    expect(logged).toEqual([]);
  });

  it.each(['failed-before', 'failed-after', 'dropped-after', 'fatal', 'rate-limited'] as const)(
    'loses nothing and says nothing twice when posts are %s',
    async (kind) => {
      await open();
      goesWrong({ kind, method: 'chat.postMessage', times: 3 });
      await began();
      await decided();
      expectRight();
    },
  );

  it('loses nothing and says nothing twice when every other call goes wrong in some way', async () => {
    await open();
    goesWrong(
      ...(['failed-before', 'failed-after', 'dropped-after', 'fatal', 'rate-limited'] as const).map((kind) => ({
        kind,
        share: 0.12,
      })),
    );
    await began();
    await decided();
    expectRight();
  });

  it('looks for what was given up after the time for an answer', async () => {
    await open();
    goesWrong({ kind: 'slow', method: 'chat.postMessage', ms: 2_500, times: 1 });
    await began();
    await decided();
    expectRight();
  });

  it('posts again what may stand there, and says so, where it may not look', async () => {
    await open({ scopes: LEAST });
    goesWrong({ kind: 'failed-after', method: 'chat.postMessage', times: 1 });
    await began();
    expect(roots()).toHaveLength(2);
    expect(logged).toContainEqual(
      `warn It is not known whether ${RUN}:root was posted, so it may stand there twice: see channels:history.`,
    );
  });

  it('does not look for what Slack refused for certain', async () => {
    await open();
    goesWrong({ kind: 'rate-limited', method: 'chat.postMessage', times: 2 });
    await began();
    expect([...sent('conversations.history'), ...sent('conversations.replies')]).toEqual([]);
  });

  it('adopts what another process posted before it was killed', async () => {
    await open();
    await stage.call('chat.postMessage', {
      channel: PROD,
      text: 'Posted, but nobody was told',
      metadata: { event_type: 'stepward', event_payload: { intent: `${RUN}:root` } },
    });
    await Promise.all(posters.map((poster) => poster.stop()));
    desk.change(RUN);
    const kept = desk.rows.get(`${RUN}:root`);
    if (kept) kept.row = { ...kept.row, triedAt: 1 };
    await addPoster({});
    await desk.settled();
    await decided();
    expectRight();
  });

  it('draws the steps as lines for a Slack that does not take the plan block', async () => {
    await open();
    goesWrong({ kind: 'no-plan' });
    await began();
    await decided();
    expectRight();
    expect(JSON.stringify(roots()[0]?.blocks)).not.toContain('"plan"');
  });

  it('posts a deleted root anew and says so in the thread that is left', async () => {
    await open();
    await began();
    const old = roots()[0]?.ts ?? '';
    stage.slack.remove(old);
    await decided();
    expect(roots().map(({ text }) => text)).toEqual([
      'This message was deleted.',
      expect.stringContaining('Succeeded'),
    ]);
    expect(
      roots()[0]
        ?.replies.map(({ text }) => text)
        .sort(),
    ).toEqual([expect.stringContaining('The run goes on'), expect.stringContaining('pproved')]);
    expect(JSON.stringify(roots()[0]?.replies)).toContain(roots()[1]?.ts.replace('.', ''));
    expect(desk.rowOf(RUN, 'root')?.ts).toBe(roots()[1]?.ts);
  });

  it('posts a deleted card anew', async () => {
    await open();
    await began();
    stage.slack.remove(roots()[0]?.replies[0]?.ts ?? '');
    await decided();
    expectRight();
  });

  it.each([
    ['is_archived', { archived: true }],
    ['not_in_channel', { withoutBot: true }],
    ['channel_not_found', { withoutBot: true, private: true }],
  ])('waits while the channel answers %s, says it once, and mends the cards afterwards', async (code, more) => {
    await open();
    await began();
    stage.slack.change({ channels: [{ id: PROD, name: 'prod-ops', ...more }] });
    desk.change(RUN, ENDED, [DECIDED]);
    await refused(3);
    stage.slack.change({ channels: OPTIONS.channels });
    await desk.settled();
    expectRight();
    expect(logged.filter((line) => line.includes(code))).toHaveLength(1);
    expect(logged.at(-1)).toBe(`info Messages are shown in ${PROD} again.`);
  });

  it('goes on when a revoked token is good again', async () => {
    await open();
    await began();
    goesWrong({ kind: 'revoked' });
    desk.change(RUN, ENDED, [DECIDED]);
    await called('chat.update', 3);
    goesWrong();
    await desk.settled();
    expectRight();
    expect(logged.filter((line) => line.includes('token_revoked. Install the app again'))).toHaveLength(1);
  });

  it('goes on when the app is granted what it lacks', async () => {
    await open({ scopes: ['users:read'] });
    desk.change(RUN, {}, [CARD]);
    await refused(2);
    stage.slack.change({ scopes: LEAST });
    await desk.settled();
    await decided();
    expectRight();
  });

  it('leaves the end of a run standing, whichever of two processes comes last', async () => {
    await open();
    await addPoster({});
    await began();
    for (let step = 0; step < 20; step += 1) desk.change(RUN, { headline: `Step ${step}` });
    await decided();
    expectRight();
  });

  it('writes the end anew when a process that was suspended past its lease has written over it', async () => {
    await open();
    await began();
    await Promise.all(posters.map((poster) => poster.stop()));
    const suspended = Promise.withResolvers<void>();
    const resumed = Promise.withResolvers<void>();
    const slow = await addPoster({
      watch: (method) => {
        if (method !== 'chat.update') return;
        suspended.resolve();
        return resumed.promise;
      },
    });
    desk.change(RUN, { headline: 'Step 1' });
    await suspended.promise;
    for (const kept of desk.rows.values()) kept.isClaimed = false;
    await addPoster({});
    await decided();
    expectRight();
    resumed.resolve();
    await slow.stop();
    expect(sent('chat.update').at(-1)).not.toMatchObject({ text: expect.stringContaining('Succeeded') });
    await desk.settled();
    expectRight();
  });

  it('says what is said of no run', async () => {
    await open();
    goesWrong({ kind: 'failed-after', method: 'chat.postMessage', times: 1 });
    desk.announce({
      key: 'schedule:nightly:2026-11-21T06:00:00.000Z',
      surface: 'practice',
      channel: PROD,
      facts: {
        kind: 'schedule-missed',
        schedule: 'nightly',
        runbook: 'kafka-restart',
        environment: 'prod',
        due: 1_795_240_800_000,
        count: 1,
      },
      raisedAt: OPTIONS.now(),
    });
    await desk.settled();
    expect(roots().map(({ text }) => text)).toEqual([expect.stringContaining('was missed')]);
  });
});

/** So many refusals have been seen. */
const refused = (count: number) => seen(() => stage.slack.complaints().length >= count);
const called = (method: string, count: number) => seen(() => sent(method).length >= count);

function seen(isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (isTrue()) resolve();
      else setTimeout(look, 5);
    };
    look();
  });
}

describe('200 runs that change while Slack answers 429 half of the time', () => {
  it('all end up right, with at most 40 updates in any minute', async () => {
    const scale = 300;
    const now = () => performance.now() * scale;
    const updates: number[] = [];
    const watch = (method: string) => void (method === 'chat.update' && updates.push(now()));
    await open({ scale, now, watch, options: { limits: now } });
    goesWrong({ kind: 'rate-limited', share: 0.5 });
    const runs = Array.from({ length: 200 }, (_, index) => `RUN${index}`);
    for (const id of runs) desk.change(id);
    for (let round = 0; round < 1_000; round += 1) {
      const id = runs[Math.floor(Math.random() * runs.length)] ?? '';
      desk.change(id, { headline: `Round ${round}` });
      if (round % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    for (const id of runs) desk.change(id, { ...ENDED, headline: `Ended ${id}` });
    await desk.settled();
    expect(roots()).toHaveLength(200);
    const wrong = runs.filter((id) => !roots().some(({ text }) => text.includes(`Ended ${id}.`)));
    expect(wrong).toEqual([]);
    const most = Math.max(...updates.map((from) => updates.filter((at) => at >= from && at < from + 60_000).length));
    expect(most).toBeLessThanOrEqual(40);
  }, 120_000);
});
