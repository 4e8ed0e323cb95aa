import { afterEach, describe, expect, it } from '@jest/globals';
import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { createPoster, type Poster } from '#slack/poster.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';
import { ALICE, NAMES } from './samples.ts';

interface Call {
  readonly method: 'post' | 'update';
  readonly args: Readonly<Record<string, unknown>>;
}

/** Takes posts and updates; `refusals` are thrown in turn before anything is taken. */
function slackThat(...refusals: readonly Error[]) {
  const left = [...refusals];
  const calls: Call[] = [];
  const take = (method: Call['method']) => async (args: Record<string, unknown>) => {
    calls.push({ method, args });
    const refusal = left.shift();
    if (refusal) throw refusal;
    return { ok: true, channel: args['channel'], ts: args['ts'] ?? `${calls.length}.0` };
  };
  return { calls, client: { chat: { postMessage: take('post'), update: take('update') } } as unknown as WebClient };
}

const refused = (error: string) => new WebAPIPlatformError({ ok: false, error });
const types = ({ args }: Call): readonly string[] =>
  (args['blocks'] as readonly { type: string }[]).map(({ type }) => type);

let poster: Poster;
afterEach(() => poster.stop());

const request = {
  runbook: 'kafka-zookeeper-restart',
  environment: 'prod',
  inputs: {},
  reason: 'INC-812',
  by: ALICE.id,
  surface: 'slack',
  startKey: 'V1',
} as const;

/** A run has begun, and its messages are shown until none is behind. */
async function shownBy(client: WebClient, logged: string[] = []): Promise<FakeEngine> {
  const engine = createFakeEngine();
  const log = (text: string) => void logged.push(text);
  poster = createPoster({
    client,
    messages: engine.messages,
    logger: { info: log, warn: log, error: log },
    names: () => NAMES,
  });
  engine.onChange((run) => poster.changed(run));
  await engine.start(request);
  await allShown(engine);
  return engine;
}

const allShown = (engine: FakeEngine): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if ([...engine.rows.values()].every(({ wanted, posted }) => wanted === posted)) resolve();
    };
    engine.onChange(look);
    look();
  });

describe('the poster', () => {
  it('posts the root, then the card into its thread, each with what it is for', async () => {
    const { calls, client } = slackThat();
    const engine = await shownBy(client);
    expect(engine.failed).toEqual([]);
    expect(calls).toMatchObject([
      {
        method: 'post',
        args: {
          channel: 'C0PRODOPS',
          metadata: { event_type: 'stepward', event_payload: { intent: '01JD8Q4F3W:root' } },
        },
      },
      {
        method: 'post',
        args: {
          channel: 'C0PRODOPS',
          thread_ts: '1.0',
          metadata: { event_payload: { intent: '01JD8Q4F3W:kafka:3:ask' } },
        },
      },
    ]);
  });

  it('waits with a card until the root stands, so that no card is posted outside its thread', async () => {
    const { calls, client } = slackThat(new Error('socket hang up'));
    const engine = await shownBy(client);
    expect(calls.map(({ args }) => args['thread_ts'])).toEqual([undefined, undefined, '2.0']);
    expect(engine.failed).toContainEqual({ purpose: 'kafka:3:ask', retryIn: 250 });
  });

  it('writes the same messages anew once it is decided, and replies when the run has ended', async () => {
    const { calls, client } = slackThat();
    const engine = await shownBy(client);
    await engine.decide({ verb: 'approve', by: 'U02BOB', value: '01JD8Q4F3W.kafka@1' });
    await allShown(engine);
    expect(
      calls
        .slice(2)
        .map(({ method, args }) => [method, args['ts'] ?? args['thread_ts']])
        .sort(),
    ).toEqual([
      ['post', '1.0'],
      ['update', '1.0'],
      ['update', '2.0'],
    ]);
  });

  it('draws the root without the plan block for a Slack that does not take it', async () => {
    const { calls, client } = slackThat(refused('invalid_blocks'));
    await shownBy(client);
    expect(calls.slice(0, 2).map((call) => types(call).includes('plan'))).toEqual([true, false]);
    expect(calls[1]).toMatchObject({ method: 'post', args: { text: expect.stringContaining('Waiting for approval') } });
  });

  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    'posts anew what can no longer be edited: %s',
    async (code) => {
      const { calls, client } = slackThat();
      const engine = await shownBy(client);
      const gone = slackThat(refused(code));
      Object.assign(client, gone.client);
      engine.change({ headline: 'Running', steps: [] }, []);
      await allShown(engine);
      expect(calls).toHaveLength(2);
      expect(gone.calls.map(({ method }) => method)).toEqual(['update', 'post']);
    },
  );

  it.each([
    ['as long as Slack asks', new WebAPIRateLimitedError(7), 7_000],
    ['a little while after silence', new Error('socket hang up'), 2_000],
    ['a minute after a refusal', refused('channel_not_found'), 60_000],
  ])('tries again after %s, and says what happened', async (_, trouble, retryIn) => {
    const logged: string[] = [];
    const engine = await shownBy(slackThat(trouble).client, logged);
    expect(engine.failed).toContainEqual({ purpose: 'root', retryIn });
    expect(logged).toEqual([expect.stringContaining('Message root of run 01JD8Q4F3W could not be shown')]);
  });

  it('goes on after the messages could not be read', async () => {
    const { client } = slackThat();
    const engine = createFakeEngine();
    const logged: string[] = [];
    const log = (text: string) => void logged.push(text);
    const claim = engine.messages.claim;
    const failOnce: (typeof claim)[] = [() => Promise.reject(new Error('database is locked'))];
    const messages = { ...engine.messages, claim: (limit: number) => (failOnce.shift() ?? claim)(limit) };
    poster = createPoster({ client, messages, logger: { info: log, warn: log, error: log }, names: () => NAMES });
    await engine.start(request);
    poster.start();
    await allShown(engine);
    expect(logged).toEqual(['Messages could not be read or kept: Error: database is locked']);
  });
});
