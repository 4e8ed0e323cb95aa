import { setTimeout as sleep } from 'node:timers/promises';
import type { PracticeSlack } from '#practice/slack/practice-slack.ts';
import type { SeenMessage } from '#practice/slack/sight.ts';
import { CHOOSE } from '#slack/views/ids.ts';
import { channelIds, people } from './drill.ts';

const clicksPerSecond = 50;
const commandsPerSecond = 2;

/** What people saw of their clicks and commands. */
export interface Seen {
  /** Milliseconds until each click was acknowledged, smallest first. */
  readonly acks: readonly number[];
  /** The same of each slash command. */
  readonly commands: readonly number[];
  /** Clicks on a card that had lost its buttons before: Slack shows the card as it is. */
  readonly late: number;
  /** Told by Slack that the app did not respond. */
  readonly unanswered: number;
}

const anyOf = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T;

async function regularly(count: number, perSecond: number, one: () => Promise<void>): Promise<void> {
  const under: Promise<void>[] = [];
  const begun = performance.now();
  for (let done = 1; done <= count; done += 1) {
    under.push(one());
    await sleep(Math.max(0, begun + (done * 1_000) / perSecond - performance.now()));
  }
  await Promise.all(under);
}

/** Twenty people click on any of the cards, and sometimes ask which runs there are. */
export async function clicking(slack: PracticeSlack, cards: readonly SeenMessage[], seconds: number): Promise<Seen> {
  const [acks, commands]: [number[], number[]] = [[], []];
  let [late, unanswered] = [0, 0];
  const click = async (): Promise<void> => {
    const from = performance.now();
    const shown = await slack.click(anyOf(people), { ts: anyOf(cards).ts, actionId: CHOOSE });
    if (shown.ok) acks.push(performance.now() - from);
    else if ('error' in shown && shown.error.startsWith('This message has changed')) late += 1;
    else unanswered += 1;
  };
  const command = async (): Promise<void> => {
    const from = performance.now();
    const shown = await slack.command(anyOf(people), anyOf(channelIds), '/runbook runs');
    if (shown.ok) commands.push(performance.now() - from);
    else unanswered += 1;
  };
  await Promise.all([
    regularly(seconds * clicksPerSecond, clicksPerSecond, click),
    regularly(seconds * commandsPerSecond, commandsPerSecond, command),
  ]);
  const smallestFirst = (a: number, b: number): number => a - b;
  return { acks: acks.sort(smallestFirst), commands: commands.sort(smallestFirst), late, unanswered };
}
