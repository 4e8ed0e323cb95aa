import { type CommandLine, readCommandLine } from '../command-line.ts';
import { findRun } from '../find-run.ts';
import { type Parts, privately, type Register, wordsOf } from '../interaction.ts';
import { type Moment, openDetails, openStartForm } from '../open-forms.ts';
import type { Message } from '../views/blocks.ts';
import { catalogue } from '../views/catalogue.ts';
import { help } from '../views/help.ts';
import { note } from '../views/note.ts';
import { MOST_RUNS, runList } from '../views/run-list.ts';

async function show(parts: Parts, run: string, moment: Moment): Promise<Message | undefined> {
  const found = await findRun(parts.engine, run);
  return 'refused' in found ? note(found.refused) : openDetails(parts, found.run, moment);
}

async function stop({ engine }: Parts, run: string, { by }: Moment): Promise<Message> {
  const found = await findRun(engine, run, { open: true });
  if ('refused' in found) return note(found.refused);
  const answer = await engine.decide({ verb: 'stop', by, value: found.run });
  return note(wordsOf(answer) ?? `Run ${found.short} is being stopped.`);
}

/** What the person is told, unless a form opens instead. */
async function answerTo(line: CommandLine, moment: Moment, parts: Parts): Promise<Message | undefined> {
  const { engine } = parts;
  switch (line.kind) {
    case 'catalogue':
      return catalogue(await engine.offered(moment.by, moment.channel));
    case 'start':
      return openStartForm(parts, line.runbook, moment);
    case 'runs':
      return runList(await engine.runs({ limit: MOST_RUNS }), parts.names());
    case 'show':
      return show(parts, line.run, moment);
    case 'stop':
      return stop(parts, line.run, moment);
    case 'help':
      return help();
    case 'unknown':
      return help(line);
  }
}

/** `/runbook`: everything it can do is in `help`. */
export const register: Register = (app, parts) => {
  app.command('/runbook', async ({ ack, command, respond }) => {
    await ack();
    const moment = { by: command.user_id, channel: command.channel_id, trigger: command.trigger_id };
    const answer = await answerTo(readCommandLine(command.text), moment, parts);
    if (answer) await respond(privately(answer));
  });
};
