import { WebClient, type WebClientOptions } from '@slack/web-api';
import { Failure } from '#domain/failure.ts';
import { createFeatures, type Features } from './features.ts';
import { forSlack, type Log } from './log.ts';
import { slackFailure } from './trouble.ts';

/**
 * Two clients, because a throttled call stops the whole queue of its own: a post must not keep a form from opening within its 3 seconds.
 * Neither repeats anything: a repeated post stands there twice.
 */
export interface SlackClients {
  /** Forms, ephemeral answers, who somebody is: at once or not at all. */
  readonly interactive: WebClient;
  /** The runs' messages. */
  readonly background: WebClient;
  readonly bot: { readonly token: string; readonly id: string; readonly userId: string };
  readonly features: Features;
  /** Id of the team that the app is installed in. */
  readonly team: string;
  /** Of the Enterprise around it, if there is one. */
  readonly enterprise?: string;
  /** The workspace's address, `https://acme.slack.com/`. */
  readonly workspace: string;
}

export interface Where {
  readonly botToken: string;
  /** Slack's own where it is left out. */
  readonly apiUrl?: string;
  readonly logger: Log;
}

/** A fresh object each time: Bolt and Socket Mode write into what they are given. */
export const clientOptions = ({ apiUrl, logger }: Omit<Where, 'botToken'>, timeout: number): WebClientOptions => ({
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout,
  logger: forSlack(logger),
  ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
});

/** Asks Slack who we are. Throws Failure `slack-refused` when it does not take the token, `slack-unreachable` when it is silent. */
export async function createSlackClients(where: Where): Promise<SlackClients> {
  const interactive = new WebClient(where.botToken, clientOptions(where, 2_500));
  const background = new WebClient(where.botToken, clientOptions(where, 10_000));
  const known = await background.auth.test().catch((thrown: unknown) => {
    const failure = slackFailure(thrown);
    throw failure instanceof Failure ? failure : refused(thrown);
  });
  const { team_id: team, bot_id: id, user_id: userId, url, enterprise_id: enterprise } = known;
  if (!team || !id || !userId) throw refused(undefined);
  const scopes = known.response_metadata?.scopes ?? [];
  return {
    interactive,
    background,
    features: createFeatures({ client: background, logger: where.logger, scopes }),
    bot: { token: where.botToken, id, userId },
    team,
    workspace: url ?? '',
    ...(enterprise ? { enterprise } : {}),
  };
}

const refused = (cause: unknown): Failure =>
  new Failure('user', 'slack-refused', 'Slack does not take the bot token.', {
    hint: 'It is the one that begins with xoxb-, under OAuth & Permissions.',
    cause,
  });
