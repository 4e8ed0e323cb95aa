import { context, fitting, header, type Message, message, section } from './blocks.ts';
import { code, cut, md, nothing } from './mrkdwn.ts';
import { dayAndTime } from './times.ts';

export interface ScheduleLine {
  readonly id: string;
  readonly runbook: string;
  readonly environment: string;
  readonly channel: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly next?: number;
  readonly trouble?: string;
}

const MOST = 20;

function entry(one: ScheduleLine, room: number) {
  const next = one.next === undefined ? md`never due again` : md`next ${dayAndTime(one.next)}`;
  const trouble = one.trouble ? md`\n*It would not start*  ${cut(one.trouble, room)}` : nothing;
  return section(
    md`*${cut(one.id, Math.min(room, 64))}* starts ${code(cut(one.runbook, Math.min(room, 64)))} in ${cut(one.environment, 40)}\n${code(one.cron)} ${one.timeZone} · ${next}${trouble}`,
  );
}

/** What the clock starts, and when next. */
export const scheduleList = (schedules: readonly ScheduleLine[]): Message =>
  schedules.length === 0
    ? message(md`Nothing is scheduled.`, [
        section(md`Nothing is scheduled. ${code('schedules')} in stepward.yml does.`),
      ])
    : fitting((room) =>
        message(md`Schedules: ${schedules.length}.`, [
          header('Schedules'),
          ...schedules.slice(0, MOST).map((one) => entry(one, Math.min(room, 200))),
          ...(schedules.length > MOST ? [context(md`and ${schedules.length - MOST} more in stepward.yml`)] : []),
          context(md`A scheduled run asks as any other; one that was missed is said and not made up for.`),
        ]),
      );
