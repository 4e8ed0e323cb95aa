import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, numberOf, textOf } from '../command.ts';
import { exit } from '../exit.ts';
import type { Env, Parts } from '../parts.ts';
import { type BotProcess, createBotProcess } from '../practice/bot-process.ts';
import { castOf } from '../practice/cast.ts';
import { practiceEnvironment } from '../practice/environment.ts';
import { practiceFolder, takeFolder } from '../practice/folder.ts';
import { environmentOption, runbooksOption, speedOption, worldOption } from '../practice/options.ts';
import { appToken, botToken, signingSecret } from '../practice/tokens.ts';

const launcher = fileURLToPath(new URL('../../../bin/stepward.js', import.meta.url));

/** Whatever is set on this computer for the real Slack, AWS and database, the practice bot does not see it. */
const practiceEnv = (env: Env, botPort: number | undefined): Env => ({
  ...Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(AWS_|SLACK_|DATABASE_URL$|STEPWARD_|PORT$)/.test(name)),
  ),
  SLACK_BOT_TOKEN: botToken,
  ...(botPort === undefined
    ? { SLACK_APP_TOKEN: appToken }
    : { SLACK_SIGNING_SECRET: signingSecret, PORT: String(botPort) }),
});

interface Setting {
  readonly folder: string;
  readonly runbooks: string;
  readonly botPort: number | undefined;
  /** Known once the world listens. */
  readonly url: () => string;
}

const practiceBot = ({ folder, runbooks, botPort, url }: Setting, { env, io }: Parts): BotProcess => {
  const log = join(folder, 'bot.log');
  return createBotProcess({
    words: () => [launcher, 'serve', '--practice', url(), '--runbooks', runbooks, '--store', folder],
    env: practiceEnv(env, botPort),
    log,
    crashed: (how) =>
      io.err(`The bot ended by itself (${how}). Its last words are in ${log}; the page can start it again.`),
  });
};

const command: Command = {
  name: 'practice',
  summary: 'A simulated AWS account, a local Slack, and the real bot between them.',
  options: [
    worldOption,
    { flags: '--port <number>', summary: 'of the page; 0 takes a free one', default: 4646 },
    speedOption,
    { flags: '--http <port>', summary: 'reach the bot by signed HTTP at this port instead of Socket Mode' },
    { flags: '--keep', summary: 'keep the runs of the last time' },
    runbooksOption,
    environmentOption,
  ],
  async run(_, options, parts) {
    const id = textOf(options, 'world') ?? '';
    const runbooks = textOf(options, 'runbooks') ?? '';
    const { config } = await parts.catalogue(runbooks);
    const environment = await practiceEnvironment(
      config,
      { world: id, environment: textOf(options, 'environment') },
      parts,
    );
    const folder = takeFolder(practiceFolder(id, 'practice'), { keep: options['keep'] === true });
    let url = '';
    const botPort = options['http'] === undefined ? undefined : numberOf(options, 'http');
    const bot = practiceBot({ folder, runbooks, botPort, url: () => url }, parts);
    const cast = castOf(config, environment);
    const settings = { port: numberOf(options, 'port'), speed: numberOf(options, 'speed'), environment, cast, bot };
    const reached = botPort === undefined ? {} : { botPort };
    const world = await parts.world({ world: id, ...settings, ...reached });
    url = world.url;
    await bot.start();
    parts.io.out(`Practice: ${url}`);
    parts.io.out(
      `Time runs ${settings.speed} times as fast there. The bot writes to ${join(folder, 'bot.log')}. Ctrl-C ends it.`,
    );
    await parts.told();
    await bot.stop();
    await world.stop();
    return exit.fine;
  },
};

export default command;
