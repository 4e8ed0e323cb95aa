/** How long a click waits for its acknowledgement while Slack replaces both websockets: `node bench/socket.ts`. */
import { openSocketStage } from '../test/slack/receiver/stage.ts';

const every = 20;
const rounds = 500;
const refreshes = [100, 300];
const command = { person: 'U01ALICE', channel: 'C0PRODOPS', line: '/runbook' };

const stage = await openSocketStage({ linger: 30_000 });
stage.app.command('/runbook', async ({ ack }) => ack());
await stage.app.start();
await stage.connected(2);

const waited: number[] = [];
let lost = 0;
async function ask(): Promise<void> {
  const began = performance.now();
  const { ok } = await stage.slack.command(command.person, command.channel, command.line);
  if (ok) waited.push(performance.now() - began);
  else lost += 1;
}

const asked: Promise<void>[] = [];
for (let round = 0; round < rounds; round += 1) {
  if (refreshes.includes(round)) stage.slack.connections.disconnect('refresh_requested', { closeAfter: 2_000 });
  asked.push(ask());
  await new Promise((resolve) => setTimeout(resolve, every));
}
await Promise.all(asked);
await stage.end();

const sorted = waited.toSorted((a, b) => a - b);
const at = (share: number): string => `${(sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)} ms`;
console.log(`${rounds} commands, one every ${every} ms, both websockets replaced ${refreshes.length} times`);
console.log(`lost ${lost} · median ${at(0.5)} · p99 ${at(0.99)} · longest ${at(1)}`);
