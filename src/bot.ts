import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { catalogue as actions } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { createAws } from '#aws/create-aws.ts';
import { commitOf } from '#cli/commit-of.ts';
import { onChange } from '#cli/on-change.ts';
import type { Bot, BotSettings, Env } from '#cli/parts.ts';
import { practiceTiming } from '#cli/practice/timing.ts';
import { awsCredentials } from '#cli/practice/tokens.ts';
import { worldClock } from '#cli/practice/world-clock.ts';
import { reloader } from '#cli/reloader.ts';
import { sealKey } from '#cli/seal-key.ts';
import { Failure } from '#domain/failure.ts';
import { createEngine } from '#engine/engine.ts';
import { type EngineParts, type Log, timing } from '#engine/parts.ts';
import type { Clock } from '#engine/ports.ts';
import type { Store } from '#engine/store.ts';
import { startWorker } from '#engine/worker.ts';
import { openCatalogue } from '#files/catalogue.ts';
import { timelinePng } from '#graph/timeline-png.ts';
import { createSlackApp } from '#slack/app.ts';
import { createSlackClients } from '#slack/clients.ts';
import { createDirectory } from '#slack/identity.ts';
import type { Log as SlackLog } from '#slack/log.ts';
import { createReceiver } from '#slack/receiver/create-receiver.ts';
import type { SlackReceiver } from '#slack/receiver/receiver.ts';
import { migrate, openStore } from '#store/open-store.ts';
import { webOf } from '#web/web-of.ts';

const realClock: Clock & { stop(): void } = { now: Date.now, wall: Date.now, stop: () => undefined };

function botToken(env: Env): string {
  const value = env['SLACK_BOT_TOKEN'];
  if (value) return value;
  throw new Failure('user', 'no-token', 'SLACK_BOT_TOKEN is not set.', {
    hint: 'The README says where it comes from; `stepward practice` needs none.',
  });
}

const slackLog = (log: Log): SlackLog => ({
  info: (text) => log('info', text, { of: 'slack' }),
  warn: (text) => log('warn', text, { of: 'slack' }),
  error: (text) => log('error', text, { of: 'slack' }),
});

async function openHome({ url, folder }: BotSettings['place']): Promise<Store> {
  const home = url ?? { folder };
  await migrate(home);
  return openStore(home);
}

const sceneOf = (practice: string | undefined): Pick<EngineParts, 'aws' | 'surface' | 'timing'> =>
  practice === undefined
    ? { aws: createAws({ share: 0.1, web: webOf() }), surface: 'slack', timing }
    : {
        aws: createAws({ endpoint: practice, credentials: awsCredentials, web: webOf({ practice }) }),
        surface: 'practice',
        timing: practiceTiming,
      };

/** What is this process's own. */
const ownOf = (
  { folder }: BotSettings['place'],
  env: Env,
): Pick<EngineParts, 'key' | 'secretFromEnvironment' | 'worker'> => ({
  key: sealKey(folder, env['STEPWARD_KEY']),
  secretFromEnvironment: (name) => env[`STEPWARD_SECRET_${name}`],
  worker: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
});

function receiverOf({ practice, port }: BotSettings, env: Env, logger: SlackLog): SlackReceiver {
  const where = practice === undefined ? {} : { apiUrl: `${practice}/slack/api/`, host: '127.0.0.1' };
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env;
  return createReceiver({ ...where, appToken, signingSecret, port, logger });
}

/** The bot: everything real, or AWS, Slack and time of the practice world. Resolves once Slack's clicks arrive. */
export async function startBot(settings: BotSettings, env: Env, log: Log): Promise<Bot> {
  const { runbooks, place, practice } = settings;
  const apiUrl = practice === undefined ? {} : { apiUrl: `${practice}/slack/api/` };
  const logger = slackLog(log);
  const receiver = receiverOf(settings, env, logger);
  const clients = await createSlackClients({ botToken: botToken(env), logger, ...apiUrl });
  const catalogue = openCatalogue(runbooks, signatures(actions), commitOf);
  const config = () => catalogue.config;
  const reload = reloader(catalogue, log);
  const store = await openHome(place);
  const clock = practice === undefined ? realClock : await worldClock(practice);
  const directory = createDirectory(clients.interactive, { ...clients, config });
  const parts: EngineParts = {
    ...sceneOf(practice),
    store,
    catalogue,
    actions,
    directory,
    clock,
    ...ownOf(place, env),
    changed: (run) => app.surface.changed(run),
    log,
  };
  const app = createSlackApp({
    ...apiUrl,
    clients,
    directory,
    receiver,
    engine: createEngine(parts),
    surfaceName: parts.surface,
    logger,
    config,
    picture: timelinePng,
    clock,
  });
  const worker = startWorker(parts);
  await app.start();
  const unwatch = onChange(runbooks, reload);
  const stop = async (): Promise<void> => {
    unwatch();
    await app.stop();
    await worker.stop();
    clock.stop();
    await store.close();
  };
  return { reload, stop };
}
