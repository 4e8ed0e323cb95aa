import { button, context, fitting, header, type Message, message, section } from './blocks.ts';
import { DETAILS } from './ids.ts';
import { code, cut, md, mention, nothing } from './mrkdwn.ts';
import type { Names } from './names.ts';
import { dayAndTime } from './times.ts';

export interface RunLine {
  readonly run: string;
  readonly short: string;
  readonly title: string;
  readonly environment: string;
  readonly headline: string;
  readonly reason: string;
  readonly startedBy: { readonly id: string; readonly name: string };
  readonly startedAt: number;
  readonly channel?: string;
  readonly ts?: string;
}

function entry(run: RunLine, names: Names, room: number) {
  const { channel, ts } = run;
  const thread = channel && ts ? md` · ${names.message({ channel, ts }, 'thread')}` : nothing;
  return section(
    md`${code(run.short)} *${cut(run.title, Math.min(room, 120))} · ${run.environment}*\n${cut(run.headline, Math.min(room, 150))}\n${mention(run.startedBy)} ${dayAndTime(run.startedAt)}${thread}`,
    button({ action: DETAILS, label: 'Details', value: run.run }),
  );
}

/** How many are asked of the engine and shown. */
export const MOST_RUNS = 12;

/** The latest runs, newest first. */
export const runList = (runs: readonly RunLine[], names: Names): Message =>
  runs.length === 0
    ? message(md`Nothing has been run yet.`, [
        section(md`Nothing has been run yet. ${code('/runbook')} lists what you may start.`),
      ])
    : fitting((room) =>
        message(md`The latest ${runs.length} runs.`, [
          header('Runs'),
          ...runs.map((run) => entry(run, names, room)),
          context(md`${code('/runbook show <run>')} shows one, ${code('/runbook stop <run>')} stops it`),
        ]),
      );
