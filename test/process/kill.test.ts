import { ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awsCredentials } from '#cli/practice/tokens.ts';
import type { RunView } from '#domain/run-view.ts';
import type { AttemptRow } from '#engine/rows.ts';
import type { Store, Tx } from '#engine/store.ts';
import type { Call } from '#practice/aws/call.ts';
import { openStore } from '#store/open-store.ts';
import { breaks, eventsOf, newest, reading, view } from './history.ts';
import { buttons, press, start } from './people.ts';
import { openPractice, type Practice } from './practice.ts';
import { until } from './until.ts';

let practice: Practice;
let store: Store;
beforeAll(async () => {
  practice = await openPractice({ speed: 30 });
  store = await openStore({ folder: practice.folder });
});
afterAll(async () => {
  await store.close();
  await practice.close();
});

const APPROVE = 'decide.approve';
const card = (run: string) => buttons(practice, run, APPROVE);
const approve = (run: string) => press(practice, run, APPROVE);

/** A run of its own service, so that no test waits for the locks of another. Resolves when its card stands in Slack. */
async function asked(service: string, runbook = 'restart-one'): Promise<string> {
  await start(practice, runbook, { service });
  const run = await newest(store);
  await until(
    () => card(run),
    ({ length }) => length === 1,
  );
  return run;
}

const requests = async (service: string): Promise<readonly Call[]> =>
  (await practice.writes()).filter(({ params }) => params['service'] === service);

const requested = (service: string, so: (call: Call) => boolean) =>
  until(
    () => requests(service),
    (calls) => calls.some(so),
  );

/** What the bot has committed of a run. */
const kept = <T>(rows: (tx: Tx) => Promise<T>) => reading(store, rows);
const journal = (run: string): Promise<readonly AttemptRow[]> => kept((tx) => tx.attempts.ofRun(run));
const effects = async (run: string): Promise<readonly string[]> =>
  (await kept((tx) => tx.effects.ofRun(run))).map(({ want }) => want.what);

const ended = (run: string): Promise<RunView> =>
  until(
    () => view(store, run),
    ({ receipt }) => receipt !== undefined,
  );

/** The names of its events, as one text. */
const happened = async (run: string): Promise<string> => (await eventsOf(store, run)).map(({ name }) => name).join(' ');

/** The run has succeeded, its history is whole, and of all the requests for this service one took effect. */
async function endsWell(run: string, service: string): Promise<void> {
  expect((await ended(run)).phase).toBe('succeeded');
  expect(breaks(await eventsOf(store, run))).toEqual([]);
  expect((await requests(service)).filter(({ applied }) => applied)).toHaveLength(1);
}

const runs = async (): Promise<readonly Call[]> => (await practice.writes()).filter(({ op }) => op === 'RunTask');

/** Tasks that were started by a request with this token, however often it was sent. */
async function tasksOf(call: Call | undefined): Promise<readonly string[]> {
  const ecs = new ECSClient({ endpoint: practice.url, region: 'us-east-1', credentials: awsCredentials });
  const { cluster, startedBy } = call?.params ?? {};
  const asked = new ListTasksCommand({ cluster: String(cluster), startedBy: String(startedBy) });
  const { taskArns = [] } = await ecs.send(asked);
  ecs.destroy();
  return taskArns;
}

// Golden scenario K.
describe('a bot that is killed after RunTask', () => {
  it('finds the task that it started, and starts no other', async () => {
    const run = await asked('sender', 'run-one');
    await practice.fault({ op: 'RunTask', kind: 'delay', times: 1, ms: 10_000 });
    await approve(run);
    await until(runs, (calls) => calls.some(({ applied }) => applied));
    await practice.kill();
    expect(await journal(run)).toEqual([expect.not.objectContaining({ outcome: expect.anything() })]);
    await practice.revive();
    await until(
      () => happened(run),
      (names) => names.includes('APPROVED UNKNOWN APPLIED'),
    );
    const [only, ...others] = await runs();
    expect(others).toEqual([]);
    expect(await tasksOf(only)).toHaveLength(1);
  });

  it('that never arrived sends it with the same token again, once that is approved', async () => {
    const before = await runs();
    const run = await asked('evaluator', 'run-one');
    await practice.fault({ op: 'RunTask', kind: 'hang', times: 1 });
    await approve(run);
    await until(runs, (calls) => calls.some(({ error }) => error === 'hung'));
    await practice.kill();
    await practice.revive();
    await until(
      () => card(run),
      ([button]) => button?.value === `${run}.task@2`,
    );
    await approve(run);
    const calls = await until(runs, (all) => all.length === before.length + 2);
    const [lost, again] = calls.slice(before.length);
    expect([lost?.applied, again?.applied]).toEqual([false, true]);
    expect(again?.params).toEqual(lost?.params);
    expect(await tasksOf(again)).toHaveLength(1);
  });
});

describe('a bot that is killed', () => {
  it('while it waits for an approval still waits for it, until the same moment', async () => {
    const run = await asked('sender');
    const before = await kept((tx) => tx.asks.ofRun(run));
    await practice.kill();
    await practice.revive();
    expect(await kept((tx) => tx.asks.ofRun(run))).toEqual(before);
    expect(await card(run)).toHaveLength(1);
    await approve(run);
    await endsWell(run, 'sender');
  });

  it('between journal and call finds that nothing happened, and asks again', async () => {
    const run = await asked('evaluator');
    await practice.fault({ op: 'UpdateService', kind: 'hang', times: 1 });
    await approve(run);
    await requested('evaluator', ({ error }) => error === 'hung');
    await practice.kill();
    expect(await journal(run)).toEqual([expect.not.objectContaining({ outcome: expect.anything() })]);
    await practice.revive();
    await until(
      () => card(run),
      ([button]) => button?.value === `${run}.restart@2`,
    );
    expect(await requests('evaluator')).toHaveLength(1);
    expect(await happened(run)).toMatch(/APPROVED UNKNOWN NOT_APPLIED PLANNED LOCKED$/);
    await approve(run);
    await endsWell(run, 'evaluator');
  });

  it('after the call, before its answer is stored, finds that it happened, and goes on', async () => {
    const run = await asked('aggregator');
    await practice.fault({ op: 'UpdateService', kind: 'delay', times: 1, ms: 10_000 });
    await approve(run);
    await requested('aggregator', ({ applied }) => applied);
    await practice.kill();
    expect(await journal(run)).toEqual([expect.not.objectContaining({ outcome: expect.anything() })]);
    await practice.revive();
    await endsWell(run, 'aggregator');
    expect(await requests('aggregator')).toHaveLength(1);
    expect(await happened(run)).toContain('APPROVED UNKNOWN APPLIED VERIFIED');
  });

  it('while it verifies goes on verifying', async () => {
    const run = await asked('rule-updater');
    await approve(run);
    await until(
      () => effects(run),
      (what) => what.includes('verify'),
    );
    await practice.kill();
    expect(await effects(run)).toEqual(['verify']);
    await practice.revive();
    await endsWell(run, 'rule-updater');
    expect(await requests('rule-updater')).toHaveLength(1);
  });

  it('while a change settles waits until the same moment, and then proves it once more', async () => {
    const run = await asked('rule-service');
    await approve(run);
    const settling = () => kept((tx) => tx.timers.ofRun(run));
    const isSettling = (timers: Awaited<ReturnType<typeof settling>>) =>
      timers.some(({ purpose }) => purpose === 'settle');
    await until(settling, isSettling);
    await practice.kill();
    await practice.clock({ scale: 0 });
    const before = await settling();
    expect(isSettling(before)).toBe(true);
    await practice.revive();
    expect(await settling()).toEqual(before);
    await practice.clock({ scale: 30 });
    await endsWell(run, 'rule-service');
    expect(await requests('rule-service')).toHaveLength(1);
  });

  it('for longer than an ask is open closes it when it is back, and has changed nothing', async () => {
    const run = await asked('sender');
    const before = await requests('sender');
    await practice.kill();
    await practice.clock({ advance: 61 * 60 });
    await practice.revive();
    const { cards } = await until(
      () => view(store, run),
      (seen) => seen.cards.some(({ kind }) => kind === 'held'),
    );
    expect(cards.map(({ kind, closed }) => [kind, closed?.how])).toEqual([
      ['approval', 'expired'],
      ['held', undefined],
    ]);
    await until(
      () => card(run),
      ({ length }) => length === 0,
    );
    expect(await requests('sender')).toEqual(before);
  });
});
