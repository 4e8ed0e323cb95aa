import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import type { EventRow } from '#engine/rows.ts';
import { openStore } from '#store/open-store.ts';
import { stepward } from '../cli/stepward.ts';
import { eventsOf, newest, view } from './history.ts';
import { press, start } from './people.ts';
import { openPractice } from './practice.ts';
import { until } from './until.ts';

jest.setTimeout(120_000);

const runbook = 'kafka-zookeeper-restart';
const speed = '30';
const cwd = mkdtempSync(join(tmpdir(), 'stepward-surface-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** What two walks of one runbook have in common, whatever their clocks and lanes did meanwhile. */
interface History {
  /** By lane: the names of its events, in order. */
  readonly lanes: Readonly<Record<string, readonly string[]>>;
  /** Every decision: of what, by whom, as a member of which groups. */
  readonly decisions: readonly { readonly name: string }[];
  /** Each request that was sent, and what came of it, by instance. */
  readonly requests: readonly unknown[];
}

const byLane = (events: readonly EventRow[]): History['lanes'] =>
  Object.fromEntries(
    [...Map.groupBy(events, ({ lane }) => lane)].map(([lane, own]) => [lane, own.map(({ name }) => name)]),
  );

const decisionsOf = (events: readonly EventRow[]): History['decisions'] =>
  events
    .filter(({ facts }) => facts['by'] !== undefined)
    .map(({ name, lane, facts: { by, groups, ask } }) => ({ name, lane, by, groups, ask }));

/** Of the newest run in this folder. */
async function historyIn(folder: string): Promise<History> {
  const store = await openStore({ folder });
  const run = await newest(store);
  const events = await eventsOf(store, run);
  const attempts = await store.transaction((tx) => tx.attempts.ofRun(run), { reads: true });
  await store.close();
  const requests = attempts.map(({ instance, attempt, n, outcome, request }) => {
    const { service, operation, params } = request;
    return { instance, attempt, n, outcome, service, operation, of: params['service'] };
  });
  const sorted = requests.sort((a, b) => a.instance.localeCompare(b.instance));
  return { lanes: byLane(events), decisions: decisionsOf(events), requests: sorted };
}

async function inTheTerminal(): Promise<History> {
  const answers = ['--reason', 'drill', '--yes-as', 'bob'];
  const place = ['--practice', '--speed', speed, '--runbooks', resolve('runbooks')];
  const told = await stepward(['run', runbook, ...place, ...answers], { cwd });
  expect(told).toMatchObject({ status: 0, err: '' });
  return historyIn(join(cwd, '.stepward/terminal/alerting-platform'));
}

async function inSlack(): Promise<History> {
  const practice = await openPractice({ speed: Number(speed) });
  const store = await openStore({ folder: practice.folder });
  try {
    await start(practice, runbook, {});
    const run = await newest(store);
    for (const step of ['zookeeper', 'kafka', 'dependents']) await press(practice, `${run}.${step}@`, 'decide.approve');
    await until(
      () => view(store, run),
      ({ receipt }) => receipt !== undefined,
    );
    return await historyIn(practice.folder);
  } finally {
    await store.close();
    await practice.close();
  }
}

describe('the Kafka runbook', () => {
  it('has the same history in the terminal as in Slack: events, decisions, requests', async () => {
    const [terminal, slack] = await Promise.all([inTheTerminal(), inSlack()]);
    expect(slack).toEqual(terminal);
    expect(terminal.decisions.map(({ name }) => name)).toEqual(['STARTED', 'APPROVED', 'APPROVED', 'APPROVED']);
    expect(terminal.requests).toHaveLength(7);
  });
});
