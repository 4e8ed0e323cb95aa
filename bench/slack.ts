import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PracticeSlackOptions } from '#practice/slack/options.ts';
import type { SeenMessage } from '#practice/slack/sight.ts';
import { ALICE, openStage } from '../test/practice/slack/stage.ts';
import { startBot } from './slack/bot.ts';
import { clicking } from './slack/clicking.ts';
import { channelIds, people } from './slack/drill.ts';

/*
 * Active runs, each waiting for a choice; 50 clicks and 2 slash commands a second of twenty people, while Slack answers 429 to half of the calls.
 * Slack's limits go by real time while people click. What they leave to be shown is shown with the limits' clock running faster, everywhere alike.
 *   node bench/slack.ts          100 runs, 5 seconds
 *   node bench/slack.ts --full   1,000 runs, 15 seconds
 */

const { runs, seconds } = process.argv.includes('--full') ? { runs: 1_000, seconds: 15 } : { runs: 100, seconds: 5 };
/** How much faster than real time Slack's limits are counted, to begin with and when everybody has clicked. */
const speed = { beginning: 1_000, draining: 60 };

let scale = 1;
let base = { real: performance.now(), at: performance.now() };
const limits = (): number => base.at + (performance.now() - base.real) * scale;
function goAt(times: number): void {
  base = { real: performance.now(), at: limits() };
  scale = times;
}

const options: Partial<PracticeSlackOptions> = {
  people: [ALICE, ...people].map((id) => ({ id, name: id.toLowerCase(), displayName: id, kind: 'member' })),
  groups: [],
  channels: channelIds.map((id) => ({ id, name: id.toLowerCase() })),
  deadlines: { ack: 3_000, trigger: 3_000 },
  limits,
  now: Date.now,
};

const stage = await openStage(options);
const bot = await startBot(stage.url, limits);
const { made, store } = bot;

const roots = (): readonly SeenMessage[] =>
  stage.slack.view(people[0] ?? '').places.flatMap(({ messages }) => messages.filter(({ replies }) => replies.length));
const sent = (wanted: string): number =>
  stage.slack.payloads().filter((each) => (each as { method?: string }).method === wanted).length;

async function until(isTrue: () => Promise<boolean>, most: number): Promise<void> {
  const end = performance.now() + most * 1_000;
  const waking = setInterval(bot.wake, 20);
  while (performance.now() < end && !(await isTrue())) await sleep(500);
  clearInterval(waking);
}

async function beginSome(from: number, every: number): Promise<void> {
  for (let run = from; run < runs; run += every) {
    const channel = channelIds[run % channelIds.length] ?? '';
    const by = people[run % people.length] ?? '';
    const asked = { runbook: 'drill', environment: 'prod', inputs: {}, reason: 'bench', by, channel };
    const started = await bot.engine.start({ ...asked, surface: 'slack', startKey: `bench-${run}` });
    if (!('run' in started)) throw new Error(JSON.stringify(started));
  }
}

async function begin(): Promise<void> {
  goAt(speed.beginning);
  await Promise.all(Array.from({ length: 16 }, (_, first) => beginSome(first, 16)));
  const cards = () => store.transaction((tx) => tx.messages.unanswered('slack'), { reads: true });
  await until(async () => (await cards()).filter(({ posted }) => posted > 0).length === runs, 240);
  goAt(1);
  if (roots().length !== runs) throw new Error(`Only ${roots().length} of ${runs} runs stand in Slack.`);
}

/** Of the runs that were decided, whether everything that shall be shown is. */
const isAllShown = (): Promise<boolean> =>
  store.transaction(
    async (tx) => {
      for (const run of made.runs)
        if ((await tx.messages.ofRun(run)).some(({ wanted, posted }) => wanted > posted)) return false;
      return true;
    },
    { reads: true },
  );

const isRight = ({ text, replies }: SeenMessage): boolean =>
  text.includes('Stopped') && JSON.stringify(replies[0]?.blocks).includes('"button"') === false;

const at = (times: readonly number[], share: number): string =>
  `${(times[Math.floor(times.length * share)] ?? 0).toFixed(0)} ms`;
const since = (from: number): string => `${((performance.now() - from) / 1_000).toFixed(0)} s`;

console.log(`${loadavg()[0]?.toFixed(1)} processes want ${availableParallelism()} cores.`);
const beginning = performance.now();
await begin();
console.log(`${runs} runs begun and shown in ${since(beginning)}`);

stage.slack.faults.set([{ kind: 'rate-limited', share: 0.5 }]);
const before = { updates: sent('chat.update'), told: sent('response_url') };
const cards = roots().flatMap(({ replies }) => replies.slice(0, 1));
const begun = performance.now();
const { acks, commands, late, unanswered } = await clicking(stage.slack, cards, seconds);
const heard = (): number => made.decided + made.refused + made.failed;
/** Each command is answered, and each click that decided nothing. */
const silent = (): number => commands.length + made.refused + made.failed - (sent('response_url') - before.told);
await until(async () => heard() === acks.length && silent() === 0, 10);
const minutes = Math.max(1, (performance.now() - begun) / 60_000);
const updates = sent('chat.update') - before.updates;
console.log(`clicks → ack p50 ${at(acks, 0.5)}, p99 ${at(acks, 0.99)}, each decided by then`);
console.log(`slash commands → ack p50 ${at(commands, 0.5)}, p99 ${at(commands, 0.99)}`);
console.log(
  `of ${seconds * 50} clicks ${made.decided} decided, ${made.refused} refused with a reason, ${made.failed} told to try again, ` +
    `${unanswered} told by Slack that the app did not respond, ${late} on cards without buttons by then; ${silent()} silent`,
);
console.log(`${(updates / minutes).toFixed(0)} updates within a minute (cap 40), half of them answered 429`);

const rows = await bot.engine.runs({ limit: runs * 2 });
const ended = new Set(rows.filter(({ phase }) => phase === 'stopped').map(({ run }) => run));
const lost = [...made.runs].filter((run) => !ended.has(run)).length + (acks.length - heard());
console.log(`lost decisions: ${lost}`);

goAt(speed.draining);
const draining = performance.now();
await until(isAllShown, 240);
const right = roots().filter(isRight).length;
console.log(
  `final cards right: ${right} of ${made.runs.size}, ${since(draining)} later with Slack's limits ${speed.draining} times as fast; ` +
    `${roots().length} threads for ${runs} runs`,
);

await bot.stop();
await stage.end();
process.exit(lost + silent() === 0 && right === made.runs.size ? 0 : 1);
