import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import { PRACTICE_PEOPLE, type PracticeSlackOptions } from '#practice/slack/options.ts';
import { createPracticeSlack, type PracticeSlack } from '#practice/slack/practice-slack.ts';

export const ALICE = 'U01ALICE';
export const BOB = 'U02BOB';
export const CAROL = 'U03CAROL';
export const PROD = 'C0PRODOPS';
export const BOT_TOKEN = 'xoxb-practice';

export const OPTIONS: PracticeSlackOptions = {
  botToken: BOT_TOKEN,
  appToken: 'xapp-practice',
  team: { id: 'T0PRACTICE', name: 'Practice' },
  people: [...PRACTICE_PEOPLE, { id: 'U04EVE', name: 'eve', displayName: 'Eve', kind: 'stranger', team: 'T0OTHER' }],
  groups: [{ id: 'S0SRE', handle: 'sre', members: [BOB] }],
  channels: [
    { id: PROD, name: 'prod-ops' },
    { id: 'C0SECRET', name: 'secret', members: [ALICE], withoutBot: true },
  ],
  commands: ['/runbook'],
  now: () => Date.parse('2026-11-21T08:00:00Z'),
  limits: 'none',
};

export interface Stage {
  readonly slack: PracticeSlack;
  readonly url: string;
  /** A call of the Web API as the bot, or with another token. */
  readonly call: (
    method: string,
    args?: Readonly<Record<string, unknown>>,
    token?: string,
  ) => Promise<Record<string, unknown>>;
  /** A Bolt app in Socket Mode; `start()` it after adding listeners. */
  readonly bolt: () => App;
  readonly end: () => Promise<void>;
}

/** The practice Slack behind a real HTTP server, for real Bolt apps. */
export async function openStage(more: Partial<PracticeSlackOptions> = {}): Promise<Stage> {
  const slack = createPracticeSlack({ ...OPTIONS, ...more });
  const server = createServer((request, response) => void slack.handle(request, response));
  server.on('upgrade', slack.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const apps: App[] = [];
  return {
    slack,
    url,
    call: async (method, args = {}, token = BOT_TOKEN) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const response = await fetch(`${url}/slack/api/${method}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(args),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    bolt: () => {
      const app = new App({
        token: BOT_TOKEN,
        appToken: OPTIONS.appToken,
        socketMode: true,
        logLevel: LogLevel.ERROR,
        convoStore: false,
        clientOptions: { slackApiUrl: `${url}/slack/api/`, retryConfig: { retries: 0 } },
      });
      apps.push(app);
      return app;
    },
    end: async () => {
      await Promise.all(apps.map((app) => app.stop()));
      await until(slack, () => slack.view(ALICE).connections === 0);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Resolves once `isTrue` holds, looking again at every change of the practice Slack. */
export function until(slack: PracticeSlack, isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isTrue()) return;
      stop();
      resolve();
    };
    const stop = slack.onChange(look);
    look();
  });
}
