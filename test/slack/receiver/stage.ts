import { App } from '@slack/bolt';
import type { PracticeSlackOptions } from '#practice/slack/options.ts';
import { forSlack, type Log } from '#slack/log.ts';
import type { SlackReceiver } from '#slack/receiver/receiver.ts';
import { createSocketReceiver } from '#slack/receiver/socket-mode.ts';
import type { Timing } from '#slack/receiver/timing.ts';
import { BOT_TOKEN, OPTIONS, openStage, type Stage } from '../../practice/slack/stage.ts';

export interface Heard {
  /** What `ready` and the listeners have to say, as `warn …`. */
  readonly logged: string[];
  readonly logger: Log;
}

export function listenToLog(): Heard {
  const logged: string[] = [];
  const log = (level: string) => (text: string) => void logged.push(`${level} ${text}`);
  return { logged, logger: { info: log('info'), warn: log('warn'), error: log('error') } };
}

/** A Bolt app behind this receiver; its listeners are the test's to add. */
export const boltBehind = (receiver: SlackReceiver, logger: Log): App =>
  new App({
    receiver,
    authorize: async () => ({ botToken: BOT_TOKEN, botId: 'B0', botUserId: 'U0', teamId: 'T0PRACTICE' }),
    logger: forSlack(logger),
    convoStore: false,
  });

export interface SocketStage extends Stage, Heard {
  readonly app: App;
  readonly receiver: SlackReceiver;
  /** Resolves once both sides see so many connections. */
  readonly connected: (count: number) => Promise<void>;
}

/** Our Socket Mode receiver in front of the practice Slack, not started yet; it loses its patience sooner than in earnest. */
export async function openSocketStage(
  timing: Partial<Timing> = {},
  options: Partial<PracticeSlackOptions> = {},
): Promise<SocketStage> {
  const stage = await openStage({ limits: 'none', ...options });
  const heard = listenToLog();
  const receiver = createSocketReceiver({
    appToken: OPTIONS.appToken,
    apiUrl: `${stage.url}/slack/api/`,
    logger: heard.logger,
    timing: { first: 1, linger: 50, ...timing },
  });
  const { slack } = stage;
  return {
    ...stage,
    ...heard,
    receiver,
    app: boltBehind(receiver, heard.logger),
    async connected(count) {
      while (slack.connections.count() !== count || receiver.status().connections !== count)
        await new Promise((resolve) => setTimeout(resolve, 2));
    },
    async end() {
      await receiver.stop();
      await stage.end();
    },
  };
}
