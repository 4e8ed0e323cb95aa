import { answerLine } from '../answer-line.ts';
import { type CommandLine, readCommandLine } from '../command-line.ts';
import { findRun } from '../find-run.ts';
import { type Parts, privately, type Register } from '../interaction.ts';
import { type Moment, openDetails, openStartForm } from '../open-forms.ts';
import type { Message } from '../views/blocks.ts';
import { note } from '../views/note.ts';

async function show(parts: Parts, run: string, moment: Moment): Promise<Message | undefined> {
  const found = await findRun(parts.engine, run);
  return 'refused' in found ? note(found.refused) : openDetails(parts, found.run, moment);
}

/** What the person is told, unless a form opens instead. */
async function answerTo(
  line: CommandLine,
  moment: Moment & { readonly channel: string; readonly team: string },
  parts: Parts,
): Promise<Message | undefined> {
  const refused = await parts.sight.unseeing(moment.by);
  if (refused) return note(refused);
  if (line.kind === 'start') return openStartForm(parts, { runbook: line.runbook, typed: line.given }, moment);
  return line.kind === 'show' ? show(parts, line.run, moment) : answerLine(line, moment, parts);
}

/** `/runbook`: everything it can do is in `help`. */
export const register: Register = (app, parts) => {
  app.command('/runbook', async ({ ack, command, respond }) => {
    await ack();
    const { user_id: by, team_id: team, channel_id: channel, trigger_id: trigger } = command;
    const answer = await answerTo(readCommandLine(command.text), { by, team, channel, trigger }, parts);
    if (answer) await respond(privately(answer));
  });
};
