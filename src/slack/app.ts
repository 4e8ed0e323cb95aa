import { App, type AuthorizeResult, type Receiver } from '@slack/bolt';
import type { Config } from '#domain/config.ts';
import type { RunView } from '#domain/run-view.ts';
import type { Engine } from '#engine/api.ts';
import type { Surface, SurfaceName } from '#engine/ports.ts';
import { clientOptions, type SlackClients } from './clients.ts';
import { answerErrors } from './errors.ts';
import type { SlackDirectory } from './identity.ts';
import type { Parts } from './interaction.ts';
import { listeners } from './listeners/list.ts';
import { forSlack, type Log } from './log.ts';
import { createPoster } from './poster.ts';
import { createSight } from './sight.ts';
import { createNames } from './views/names.ts';

export interface SlackAppParts {
  readonly clients: SlackClients;
  /** Slack's own where it is left out. */
  readonly apiUrl?: string;
  readonly engine: Engine;
  /** To which runs belong that are started here. */
  readonly surfaceName: SurfaceName;
  readonly logger: Log;
  config(): Config;
  /** Epoch milliseconds, as the runs' times are; real time where it is left out. */
  readonly clock?: { now(): number };
  /** Milliseconds of a clock that does not go back, in which Slack's limits are counted; real time where it is left out. */
  now?(): number;
  /** Whose word on people, groups and channels is used. */
  readonly directory: Pick<SlackDirectory, 'forget' | 'ungrouped'>;
  /** A run's timeline as a PNG. */
  picture?(run: RunView): Promise<Uint8Array<ArrayBuffer>>;
  /** Socket Mode or HTTP. */
  readonly receiver: Receiver;
}

export interface SlackApp {
  /** Resolves when Slack's events and clicks arrive. */
  start(): Promise<void>;
  /** Takes nothing new, acknowledges what is under way, and resolves when nothing is being posted any more. */
  stop(): Promise<void>;
  readonly surface: Surface;
}

/** The team the app is installed in, whoever clicked: Bolt would take the clicker's. */
const installed =
  ({ bot, team }: SlackClients) =>
  async (): Promise<AuthorizeResult> => ({ botToken: bot.token, botId: bot.id, botUserId: bot.userId, teamId: team });

/** The Slack side of the bot: listens to people and shows them the runs. */
export function createSlackApp(parts: SlackAppParts): SlackApp {
  const { clients, directory, engine, logger, surfaceName: surface, apiUrl } = parts;
  const names = () => createNames(parts.config().groups, clients.workspace);
  const { background: client, features } = clients;
  const { messages, announcements } = engine;
  const clock = parts.now ? { now: parts.now } : {};
  const drawing = parts.picture ? { picture: parts.picture } : {};
  const poster = createPoster({ client, features, messages, announcements, logger, names, ...clock, ...drawing });
  const app = new App({
    receiver: parts.receiver,
    authorize: installed(clients),
    clientOptions: clientOptions({ logger, ...(apiUrl ? { apiUrl } : {}) }, 2_500),
    logger: forSlack(logger),
    convoStore: false,
    extendedErrorHandler: true,
  });
  const sight = createSight(clients.interactive, directory);
  const { now } = parts.clock ?? Date;
  const known: Parts = { engine, client: clients.interactive, surface, sight, names, now, forget: directory.forget };
  for (const register of listeners) register(app, known);
  answerErrors(app, { client: clients.interactive, logger });
  return {
    async start() {
      await app.start();
      poster.start();
    },
    async stop() {
      await app.stop();
      await poster.stop();
    },
    surface: poster,
  };
}
