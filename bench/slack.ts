import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { catalogue as actions } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { createAws } from '#aws/create-aws.ts';
import type { Engine } from '#engine/api.ts';
import { createEngine } from '#engine/engine.ts';
import { type EngineParts, timing } from '#engine/parts.ts';
import { startWorker } from '#engine/worker.ts';
import { openCatalogue } from '#files/catalogue.ts';
import type { PracticeSlackOptions } from '#practice/slack/options.ts';
import type { SeenMessage } from '#practice/slack/sight.ts';
import { createSlackApp } from '#slack/app.ts';
import { createSlackClients } from '#slack/clients.ts';
import { createDirectory } from '#slack/identity.ts';
import { createReceiver } from '#slack/receiver/create-receiver.ts';
import { CHOOSE } from '#slack/views/ids.ts';
import { migrate, openStore } from '#store/open-store.ts';
import { webOf } from '#web/web-of.ts';
import { BOT_TOKEN, OPTIONS, openStage } from '../test/practice/slack/stage.ts';

/*
 * 1,000 active runs, each waiting for a choice; 50 clicks a second on any of them by twenty people, while Slack answers 429 to half of the calls.
 * Time is real while people click. What 40 updates a minute cannot show by then is shown with Slack's clock and ours sixty times as fast.
 */

const runs = 1_000;
const clicksPerSecond = 50;
const seconds = 30;
const fast = 60;
const channelIds = Array.from({ length: 20 }, (_, index) => `C0BENCH${String(index).padStart(2, '0')}`);
const people = Array.from({ length: 20 }, (_, index) => `U0BENCH${String(index).padStart(2, '0')}`);

const config = `environments:
  prod:
    account: "111122223333"
    region: us-east-1
    channels: [${channelIds.join(', ')}]
    start: { groups: [oncall] }
    approve: { groups: [oncall], count: 1, requester: false, within: 60m, valid_for: 10m }
groups:
  oncall: { users: [${people.join(', ')}] }
`;
const runbook = `runbook: drill
version: 1
title: Drill
environment: [prod]
steps:
  - id: decide
    title: Decide
    choose:
      question: Go on?
      suggest: leave-it
      options:
        - { id: wait-for-it, label: Wait, steps: [{ id: pause, wait: 1h }] }
        - { id: leave-it, label: Leave it, end: stopped }
`;

let scale = 1;
let base = { real: performance.now(), at: Date.now() };
const now = (): number => Math.round(base.at + (performance.now() - base.real) * scale);
function goAt(speed: number): void {
  base = { real: performance.now(), at: now() };
  scale = speed;
}

const options: Partial<PracticeSlackOptions> = {
  people: people.map((id) => ({ id, name: id.toLowerCase(), displayName: id, kind: 'member' })),
  groups: [],
  channels: channelIds.map((id) => ({ id, name: id.toLowerCase() })),
  deadlines: { ack: 3_000, trigger: 3_000 },
  limits: now,
  now,
};

const stage = await openStage(options);
const folder = await mkdtemp(join(tmpdir(), 'stepward-bench-slack-'));
await writeFile(join(folder, 'stepward.yml'), config);
await writeFile(join(folder, 'drill.yml'), runbook);
await migrate({ folder });
const store = await openStore({ folder });
const catalogue = openCatalogue(folder, signatures(actions), () => undefined);
const logger = { info: () => {}, warn: () => {}, error: (text: string) => console.error(text) };
const where = { apiUrl: `${stage.url}/slack/api/`, logger };
const clients = await createSlackClients({ botToken: BOT_TOKEN, ...where });

/** What the engine made of each click. */
const made = { decided: 0, refused: 0, unreadable: 0 };
const chosen = new Set<string>();
const counted = (engine: Engine): Engine => ({
  ...engine,
  decide: async (decision) => {
    try {
      const answer = await engine.decide(decision);
      made['ok' in answer ? 'decided' : 'refused'] += 1;
      if ('ok' in answer) chosen.add(decision.value.split('.')[0] ?? '');
      return answer;
    } catch (thrown) {
      made.unreadable += 1;
      throw thrown;
    }
  },
});

const parts: EngineParts = {
  surface: 'slack',
  timing,
  aws: createAws({ endpoint: stage.url, credentials: { accessKeyId: 'A', secretAccessKey: 'S' }, web: webOf() }),
  store,
  catalogue,
  actions,
  directory: createDirectory(clients.interactive, { ...clients, config: () => catalogue.config }),
  clock: { now, wall: now },
  key: randomBytes(32),
  secretFromEnvironment: () => undefined,
  worker: 'bench',
  changed: (run) => app.surface.changed(run),
  log: () => {},
};
const engine = createEngine(parts);
const app = createSlackApp({
  ...where,
  clients,
  directory: { forget: () => {} },
  receiver: createReceiver({ ...where, appToken: OPTIONS.appToken, signingSecret: undefined, port: undefined }),
  engine: counted(engine),
  surfaceName: 'slack',
  config: () => catalogue.config,
  now,
});
const worker = startWorker(parts);
await app.start();

const anyOf = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T;
const roots = (): readonly SeenMessage[] =>
  stage.slack.view(people[0] ?? '').places.flatMap(({ messages }) => messages);
const updates = (): number =>
  stage.slack.payloads().filter((each) => (each as { method?: string }).method === 'chat.update').length;

async function until(isTrue: () => boolean | Promise<boolean>, most: number): Promise<boolean> {
  const end = performance.now() + most * 1_000;
  while (performance.now() < end) {
    if (await isTrue()) return true;
    app.surface.changed('');
    await sleep(100);
  }
  return false;
}

async function begin(): Promise<void> {
  goAt(fast);
  for (let run = 0; run < runs; run += 1) {
    const channel = channelIds[run % channelIds.length] ?? '';
    const by = people[run % people.length] ?? '';
    const asked = { runbook: 'drill', environment: 'prod', inputs: {}, reason: 'bench', by, channel };
    const started = await engine.start({ ...asked, surface: 'slack', startKey: `bench-${run}` });
    if (!('run' in started)) throw new Error(JSON.stringify(started));
  }
  const stand = await until(() => roots().filter(({ replies }) => replies.length > 0).length === runs, 240);
  goAt(1);
  if (!stand) throw new Error(`Only ${roots().length} of ${runs} runs stand in Slack.`);
}

/** Milliseconds until each click was acknowledged. */
async function clicking(): Promise<{ acks: readonly number[]; unanswered: number }> {
  const cards = roots().flatMap(({ replies }) => replies.slice(0, 1));
  const acks: number[] = [];
  let unanswered = 0;
  const one = async (): Promise<void> => {
    const from = performance.now();
    const shown = await stage.slack.click(anyOf(people), { ts: anyOf(cards).ts, actionId: CHOOSE });
    if (shown.ok) acks.push(performance.now() - from);
    else unanswered += 1;
  };
  const under: Promise<void>[] = [];
  const begun = performance.now();
  for (let click = 0; click < seconds * clicksPerSecond; click += 1) {
    under.push(one());
    await sleep(Math.max(0, begun + ((click + 1) * 1_000) / clicksPerSecond - performance.now()));
  }
  await Promise.all(under);
  return { acks: acks.sort((a, b) => a - b), unanswered };
}

const heard = (): number => made.decided + made.refused + made.unreadable;
const isShown = ({ text, replies }: SeenMessage): boolean =>
  text.includes('Stopped') && JSON.stringify(replies[0]?.blocks).includes('"button"') === false;

console.log(`${loadavg()[0]?.toFixed(1)} processes want ${availableParallelism()} cores.`);
const first = performance.now();
await begin();
console.log(`${runs} runs begun and shown in ${((performance.now() - first) / 1_000).toFixed(0)} s`);
stage.slack.faults.set([{ kind: 'rate-limited', share: 0.5 }]);
const before = updates();
const started = performance.now();
const { acks, unanswered } = await clicking();
await until(() => heard() === acks.length, 30);
const minutes = (performance.now() - started) / 60_000;
const sent = updates() - before;
const percentile = (share: number): string => `${(acks[Math.floor(acks.length * share)] ?? 0).toFixed(0)} ms`;
console.log(`${acks.length} clicks acknowledged, ${unanswered} not; p50 ${percentile(0.5)}, p99 ${percentile(0.99)}`);
console.log(`decided ${made.decided}, refused with a reason ${made.refused}, told to try again ${made.unreadable}`);
console.log(`${(sent / minutes).toFixed(0)} updates a minute, half of them answered 429 (cap 40 in any minute)`);

const ended = new Set(
  (await engine.runs({ limit: runs * 2 })).filter(({ phase }) => phase === 'stopped').map(({ run }) => run),
);
const lost = [...chosen].filter((run) => !ended.has(run)).length + (acks.length - heard());
console.log(`lost decisions: ${lost}`);

goAt(fast);
const drained = performance.now();
await until(() => roots().filter(isShown).length >= chosen.size, 600);
console.log(
  `final cards right: ${roots().filter(isShown).length} of ${chosen.size}, after ${(((performance.now() - drained) / 60_000) * fast).toFixed(0)} minutes of Slack's clock; ${roots().length} roots for ${runs} runs`,
);

await app.stop();
await worker.stop();
await store.close();
await stage.end();
await rm(folder, { recursive: true });
process.exit(lost === 0 ? 0 : 1);
