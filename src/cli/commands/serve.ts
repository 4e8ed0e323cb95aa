import { type Command, numberOf, type Options, textOf } from '../command.ts';
import { exit } from '../exit.ts';
import type { Env } from '../parts.ts';
import { placeOf, storeOption } from '../place.ts';
import { loopback } from '../practice/loopback.ts';

/** `--port`, else PORT as hosts of containers set it. */
function portOf(options: Options, { PORT }: Env): { readonly port?: number } {
  const port = options['port'] ?? PORT;
  return port === undefined ? {} : { port: numberOf({ port }, 'port') };
}

const command: Command = {
  name: 'serve',
  summary: 'Be the bot: answer in Slack, walk the runs, until told to end.',
  options: [
    { flags: '--runbooks <folder>', summary: 'where the runbooks are', default: 'runbooks' },
    storeOption,
    {
      flags: '--port <number>',
      summary: "of Slack's requests and of /healthz (default: PORT, else 3000 by HTTP and none in Socket Mode)",
    },
    { flags: '--practice <address>', summary: 'serve the practice world at this address instead of Slack and AWS' },
  ],
  async run(_, options, parts) {
    const practice = textOf(options, 'practice');
    const bot = await parts.bot({
      runbooks: textOf(options, 'runbooks') ?? 'runbooks',
      place: placeOf(options, parts.env),
      ...portOf(options, parts.env),
      ...(practice === undefined ? {} : { practice: loopback(practice) }),
    });
    parts.onReload(bot.reload);
    parts.ready();
    parts.log('info', 'ready', {});
    await parts.told();
    parts.log('info', 'stopping', {});
    await bot.stop();
    return exit.fine;
  },
};

export default command;
