import { type Message, message, section } from './blocks.ts';
import { code, joined, md, nothing } from './mrkdwn.ts';

const LINES: readonly (readonly [string, string])[] = [
  ['/runbook', 'what you may start here'],
  ['/runbook start <name> key=value …', 'start one; a form asks for what is missing and why'],
  ['/runbook runs', 'the latest runs'],
  ['/runbook show <run>', 'one run, by the end of its id, such as 4F3W'],
  ['/runbook stop <run>', 'stop a run; a request that is under way is followed to its end'],
  ['/runbook schedules', 'what the clock starts, and when next'],
  ['/runbook help', 'this'],
];

/** @param trouble what was typed that means nothing, and what may have been meant */
export const help = (trouble?: { readonly typed: string; readonly meant?: string }): Message => {
  const meant = trouble?.meant ? md` Did you mean ${code(`/runbook ${trouble.meant}`)}?` : nothing;
  const first = trouble ? [md`There is no ${code(`/runbook ${trouble.typed.slice(0, 60)}`)}.${meant}`] : [];
  const lines = LINES.map(([command, what]) => md`${code(command)}  ${what}`);
  return message(trouble ? md`There is no such command.` : md`What /runbook can do.`, [
    section(joined([...first, ...lines], '\n')),
  ]);
};
