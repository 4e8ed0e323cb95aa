import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Closed } from '#domain/card-view.ts';
import type { Answer } from '#engine/api.ts';
import { type Desk, openDesk, type Shown } from './refusals/desk.ts';
import { titleOf } from './refusals/people.ts';
import { does, type Row, rows, twists } from './refusals/rows.ts';
import { scenes } from './refusals/scenes.ts';

const page = 'docs/refusals.md';
const head = `# Who may do what, and what the others read

Each line was tried: a bot with its store, a Slack that answers as the line says, one click. Times are as if the run had begun at 08:00 UTC; a name is what Slack calls somebody. *→* says what came of it, in the card's or the bot's words; anything else is the refusal, read by that person alone. Approvals are asked of one of @sre and the requester is not counted, unless the line says otherwise. The rules behind it are in [Security](security.md#who-decides-what).

<!-- Made by trying: UPDATE_GOLDEN=1 npm test -- test/engine/identity-and-policy -->

| who | does | reads |
| --- | --- | --- |
`;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.bot.close());

const sentence = ([who, verb, scene, twist, starter]: Row): readonly [string, string] => [
  starter === undefined || starter === who
    ? titleOf(who)
    : `${titleOf(who)} (started by ${titleOf(starter).toLowerCase()})`,
  `${does[verb]} ${scenes[scene].says}${twist === undefined ? '' : `, ${twists[twist].says}`}`,
];

/** Times of the day as if the row had begun at 08:00. */
const sinceEight = (words: string, begun: number): string =>
  words.replaceAll(/(\d\d):(\d\d) UTC/g, (_, hours: string, minutes: string) => {
    const since = (Number(hours) * 60 + Number(minutes) - begun / 60_000) % 1_440;
    return `${new Date(((since + 1_440) % 1_440) * 60_000 + 8 * 3_600_000).toISOString().slice(11, 16)} UTC`;
  });

/** What the card says then. */
const said: Partial<Record<Closed['how'], string>> = {
  approved: 'approved',
  'broke-glass': 'approved alone',
  'rolled-back': 'the run is rolled back',
  stopped: 'the run is stopped',
  'said-applied': 'it happened',
  'looked-again': 'looked again',
};

async function outcome(answer: Answer, { run, purpose }: Shown): Promise<string> {
  if ('refused' in answer) return answer.refused;
  if ('problems' in answer) return answer.problems.map(({ message }) => message).join(' ');
  if (answer.say) return `→ ${answer.say.replace(run, 'R').replace(/Run \w+/, 'Run 4F3W')}`;
  const { cards, headline } = await desk.bot.view(run);
  const card = cards.find((one) => one.purpose === purpose);
  return `→ ${card?.closed ? (said[card.closed.how] ?? card.closed.how) : headline}`;
}

async function tried([who, verb, scene, twist, starter = 'alice']: Row): Promise<string> {
  desk.reset();
  const begun = desk.bot.parts.clock.now();
  const shown = await scenes[scene].set(desk, starter);
  const more: Readonly<Record<string, unknown>> = twist ? twists[twist].so(desk, shown, who) : {};
  const value = verb === 'stop' ? shown.run : shown.value;
  const answer = await desk.click(who, verb, { ...shown, value }, more);
  const words = sinceEight(await outcome(answer, shown), begun);
  await clear();
  return words;
}

/** Stops whatever a row has left, so that it holds nothing that the next one needs. */
async function clear(): Promise<void> {
  desk.reset();
  const { engine } = desk.bot;
  for (const { run } of await engine.runs({ open: true, limit: 10 })) {
    await engine.decide({ by: 'ann', verb: 'stop', value: run });
    await desk.bot.until(run, ({ receipt }) => receipt !== undefined);
  }
}

const written = (): readonly string[] =>
  readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2);

describe('who decides', () => {
  const lines: string[] = [];
  afterAll(() => {
    if (process.env['UPDATE_GOLDEN'] && lines.length === rows.length)
      writeFileSync(page, `${head}${lines.join('\n')}\n`);
  });

  it.each(rows.map((row, at) => [sentence(row).join(' '), row, at] as const))('%s', async (_, row, at) => {
    const line = `| ${[...sentence(row), await tried(row)].join(' | ')} |`;
    lines.push(line);
    if (!process.env['UPDATE_GOLDEN']) expect(line).toBe(written()[at]);
  });

  it('is written down, line by line, and nothing else is', () => {
    if (process.env['UPDATE_GOLDEN']) return;
    expect(readFileSync(page, 'utf8').startsWith(head)).toBe(true);
    expect(written()).toHaveLength(rows.length);
  });
});
