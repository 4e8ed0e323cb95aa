import { Failure } from '#domain/failure.ts';
import type { Log } from '../log.ts';
import { withHealth } from './health.ts';
import { createHttpReceiver } from './http-mode.ts';
import type { SlackReceiver } from './receiver.ts';
import { createSocketReceiver } from './socket-mode.ts';

export interface ReceiverSettings {
  /** SLACK_APP_TOKEN: then Socket Mode. */
  readonly appToken: string | undefined;
  /** SLACK_SIGNING_SECRET: then HTTP. */
  readonly signingSecret: string | undefined;
  /** For HTTP, and in Socket Mode for /healthz, which is left out without it. */
  readonly port: number | undefined;
  /** All of this computer's addresses where it is left out. */
  readonly host?: string;
  /** Slack's own where it is left out. */
  readonly apiUrl?: string;
  readonly logger: Log;
}

const HTTP_PORT = 3000;

const bothAreSet = (): Failure =>
  new Failure('user', 'two-transports', 'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set.', {
    hint: 'Unset SLACK_SIGNING_SECRET for Socket Mode, or SLACK_APP_TOKEN for HTTP.',
  });

const noneIsSet = (): Failure =>
  new Failure('user', 'no-transport', 'Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set.', {
    hint: 'The first is for Socket Mode, the second for HTTP; `stepward practice` needs none.',
  });

function socketMode({ appToken = '', port, host, apiUrl, logger }: ReceiverSettings): SlackReceiver {
  logger.info('Slack reaches the bot by Socket Mode.');
  const receiver = createSocketReceiver({ appToken, logger, ...(apiUrl ? { apiUrl } : {}) });
  return port === undefined ? receiver : withHealth(receiver, { port, ...(host ? { host } : {}) });
}

function http({ signingSecret = '', port = HTTP_PORT, host, logger }: ReceiverSettings): SlackReceiver {
  logger.info(`Slack reaches the bot by HTTP, at port ${port}.`);
  return createHttpReceiver({ signingSecret, at: { port, ...(host ? { host } : {}) }, logger });
}

/** What is set says how Slack reaches us. Throws Failure `no-transport` where nothing is set, `two-transports` where both are. */
export function createReceiver(settings: ReceiverSettings): SlackReceiver {
  const { appToken, signingSecret } = settings;
  if (appToken && signingSecret) throw bothAreSet();
  if (signingSecret) return http(settings);
  if (appToken) return socketMode(settings);
  throw noneIsSet();
}
