import { type Asker, answerLine } from '../answer-line.ts';
import { type CommandLine, readCommandLine } from '../command-line.ts';
import { findRun } from '../find-run.ts';
import type { Parts, Register } from '../interaction.ts';
import type { Message } from '../views/blocks.ts';
import { catalogue } from '../views/catalogue.ts';
import { note } from '../views/note.ts';
import { runList } from '../views/run-list.ts';
import { visible } from '../visible.ts';

/** `<@U0STEPWARD> runs` → `runs` */
const said = (text: string): string => text.replace(/<@[A-Z0-9]+(\|[^>]*)?>/g, ' ');

/** A mention allows no form: what would open one is answered with its button. */
async function answerTo(line: CommandLine, asker: Asker, parts: Parts): Promise<Message> {
  const { engine } = parts;
  const refused = await parts.sight.unseeing(asker.by);
  if (refused) return note(refused);
  if (line.kind === 'start') {
    const offers = (await engine.offered(asker.by, asker.channel)).filter(({ id }) => id === line.runbook);
    return offers.length > 0
      ? catalogue(offers)
      : note(`There is no runbook "${line.runbook}" that you may start here.`);
  }
  if (line.kind !== 'show') return answerLine(line, asker, parts);
  const found = await findRun(engine, line.run);
  if ('refused' in found) return note(found.refused);
  return runList(await visible(parts, asker.by, [found]), parts.names());
}

/** `@Stepward runs`: as `/runbook`, for this person alone. */
export const register: Register = (app, parts) => {
  app.event('app_mention', async ({ event }) => {
    const { user, channel, text, thread_ts: thread } = event;
    if (!user || event.bot_id) return;
    const asker = { by: user, channel, ...(event.team ? { team: event.team } : {}) };
    const { text: words, blocks } = await answerTo(readCommandLine(said(text)), asker, parts);
    const at = { channel, user, ...(thread ? { thread_ts: thread } : {}) };
    await parts.client.chat.postEphemeral({ ...at, text: words, blocks: [...blocks] });
  });
};
