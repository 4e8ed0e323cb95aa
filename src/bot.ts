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
import { createEngine } from '#engine/engine.ts';
import { type EngineParts, type Log, timing } from '#engine/parts.ts';
import type { Clock } from '#engine/ports.ts';
import type { Store } from '#engine/store.ts';
import { startWorker } from '#engine/worker.ts';
import { openCatalogue } from '#files/catalogue.ts';
import { timelinePng } from '#graph/timeline-png.ts';
import { createSlackApp } from '#slack/app.ts';
import { type Connecting, connectSlack } from '#slack/connect.ts';
import { logOf } from '#slack/log.ts';
import { migrate, openStore } from '#store/open-store.ts';
import { webOf } from '#web/web-of.ts';

const realClock: Clock & { stop(): void } = { now: Date.now, wall: Date.now, stop: () => undefined };

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

/** Where Slack is, and what it knows us by. */
const slackOf = (
  { practice, port }: BotSettings,
  { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret }: Env,
): Omit<Connecting, 'config' | 'logger'> => ({
  ...(practice === undefined ? {} : { apiUrl: `${practice}/slack/api/`, host: '127.0.0.1' }),
  botToken,
  appToken,
  signingSecret,
  port,
});

/** The bot: everything real, or AWS, Slack and time of the practice world. Resolves once Slack's clicks arrive. */
export async function startBot(settings: BotSettings, env: Env, log: Log): Promise<Bot> {
  const { runbooks, place, practice } = settings;
  const catalogue = openCatalogue(runbooks, signatures(actions), commitOf);
  const reload = reloader(catalogue, log);
  const config = () => catalogue.config;
  const slack = await connectSlack({ ...slackOf(settings, env), config, logger: logOf(log) });
  const store = await openHome(place);
  const clock = practice === undefined ? realClock : await worldClock(practice);
  const parts: EngineParts = {
    ...sceneOf(practice),
    store,
    catalogue,
    actions,
    directory: slack.directory,
    clock,
    ...ownOf(place, env),
    changed: (run) => app.surface.changed(run),
    log,
  };
  const engine = createEngine(parts);
  const app = createSlackApp({ ...slack, engine, surfaceName: parts.surface, picture: timelinePng, clock });
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
