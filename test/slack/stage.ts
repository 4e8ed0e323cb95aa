import type { Receiver } from '@slack/bolt';
import type { Config } from '#domain/config.ts';
import type { PracticeSlackOptions } from '#practice/slack/options.ts';
import { createSlackApp, type SlackApp } from '#slack/app.ts';
import { createSlackClients, type SlackClients } from '#slack/clients.ts';
import { createDirectory } from '#slack/identity.ts';
import type { Log } from '#slack/log.ts';
import { createSocketReceiver } from '#slack/receiver/socket-mode.ts';
import { BOT_TOKEN, OPTIONS, openStage, type Stage } from '../practice/slack/stage.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';

const CONFIG: Config = {
  environments: [],
  schedules: [],
  lint: { disable: [], severity: {}, paths: [] },
  groups: { sre: { slack: 'S0SRE' }, oncall: { users: ['U01ALICE', 'U02BOB'] } },
};

/** Our app in front of the practice Slack, with a small engine behind it. */
export interface AppStage extends Stage {
  readonly engine: FakeEngine;
  readonly clients: SlackClients;
  readonly app: SlackApp;
  readonly logged: string[];
  /** What was to be read again. */
  readonly forgotten: string[];
}

export async function openAppStage(
  more: { readonly receiver?: Receiver; readonly deadlines?: PracticeSlackOptions['deadlines'] } = {},
): Promise<AppStage> {
  const { receiver, deadlines } = more;
  const stage = await openStage(deadlines ? { deadlines } : {});
  const logged: string[] = [];
  const forgotten: string[] = [];
  const log = (level: string) => (text: string) => void logged.push(`${level} ${text}`);
  const logger: Log = { info: log('info'), warn: log('warn'), error: log('error') };
  const apiUrl = `${stage.url}/slack/api/`;
  const clients = await createSlackClients({ botToken: BOT_TOKEN, apiUrl, logger });
  const engine = createFakeEngine();
  const directory = createDirectory(clients.interactive, { ...clients, config: () => CONFIG });
  const app = createSlackApp({
    clients,
    apiUrl,
    engine,
    surfaceName: 'practice',
    directory: { ungrouped: directory.ungrouped, forget: (id) => void forgotten.push(id) },
    logger,
    config: () => CONFIG,
    receiver: receiver ?? createSocketReceiver({ appToken: OPTIONS.appToken, apiUrl, logger }),
  });
  engine.onChange((run) => app.surface.changed(run));
  await app.start();
  return {
    ...stage,
    engine,
    clients,
    app,
    logged,
    forgotten,
    end: async () => {
      await app.stop();
      await stage.end();
    },
  };
}
