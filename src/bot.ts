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
import { createSlackApp } from '#slack/app.ts';
import { createSlackClients } from '#slack/clients.ts';
import { createDirectory } from '#slack/identity.ts';
import { migrate, openStore } from '#store/open-store.ts';
import { webOf } from '#web/web-of.ts';

const realClock: Clock & { stop(): void } = { now: Date.now, wall: Date.now, stop: () => undefined };

function token(env: Env, name: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'): string {
  const value = env[name];
  if (value) return value;
  throw new Failure('user', 'no-token', `${name} is not set.`, {
    hint: 'The README says where it comes from; `stepward practice` needs none.',
  });
}

const slackLog = (log: Log) => ({
  info: (text: string) => log('info', text, { of: 'slack' }),
  warn: (text: string) => log('warn', text, { of: 'slack' }),
  error: (text: string) => log('error', text, { of: 'slack' }),
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

/** The bot: everything real, or AWS, Slack and time of the practice world. Resolves once Slack's clicks arrive. */
export async function startBot({ runbooks, place, practice }: BotSettings, env: Env, log: Log): Promise<Bot> {
  const apiUrl = practice === undefined ? {} : { apiUrl: `${practice}/slack/api/` };
  const appToken = token(env, 'SLACK_APP_TOKEN');
  const logger = slackLog(log);
  const clients = await createSlackClients({ botToken: token(env, 'SLACK_BOT_TOKEN'), logger, ...apiUrl });
  const catalogue = openCatalogue(runbooks, signatures(actions), commitOf);
  const config = () => catalogue.config;
  const reload = reloader(catalogue, log);
  const store = await openHome(place);
  const clock = practice === undefined ? realClock : await worldClock(practice);
  const parts: EngineParts = {
    ...sceneOf(practice),
    store,
    catalogue,
    actions,
    directory: createDirectory(clients.interactive, { config, team: clients.team }),
    clock,
    key: sealKey(place.folder, env['STEPWARD_KEY']),
    secretFromEnvironment: (name) => env[`STEPWARD_SECRET_${name}`],
    worker: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    changed: (run) => app.surface.changed(run),
    log,
  };
  const app = createSlackApp({
    ...apiUrl,
    clients,
    appToken,
    engine: createEngine(parts),
    surfaceName: parts.surface,
    logger,
    config,
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
