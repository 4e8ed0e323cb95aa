import { createServer, type RequestListener } from 'node:http';
import type { Log } from '../log.ts';
import { answerHealth, HEALTH } from './health.ts';
import { createHttpDesk } from './http-request.ts';
import { createInbox } from './inbox.ts';
import { type Address, listen } from './listen.ts';
import type { ReceiverStatus, SlackReceiver } from './receiver.ts';
import { TIMING, type Timing } from './timing.ts';
import { atMost } from './wait.ts';

export interface HttpModeSettings {
  readonly signingSecret: string;
  readonly at: Address;
  readonly logger: Log;
  readonly timing?: Partial<Timing>;
}

/** Where the manifest's request URLs point to. */
const EVENTS = '/slack/events';

/**
 * Requests that Slack signs, at POST /slack/events, and GET /healthz (https://docs.slack.dev/apis/events-api/using-http-request-urls). A signature is
 * good for five minutes either way, and what is sent twice is done once; Bolt's own receiver takes it from any time to come, as often as it comes.
 */
export function createHttpReceiver({ signingSecret, at, logger: log, timing }: HttpModeSettings): SlackReceiver {
  const { drain } = { ...TIMING, ...timing };
  const inbox = createInbox(log);
  const desk = createHttpDesk(signingSecret, inbox, log);
  const status = (): ReceiverStatus => ({ mode: 'http', ready: server.listening, connections: 0, ...inbox.state() });

  const answer: RequestListener = (request, response) => {
    if (request.url === HEALTH) return answerHealth(status(), response);
    if (request.method === 'POST' && request.url === EVENTS)
      return void desk(request, response).catch(() => response.destroy());
    response.writeHead(404).end();
  };
  const server = createServer({ requestTimeout: 10_000, connectionsCheckingInterval: 1_000 }, answer);

  return {
    init: inbox.init,
    start: () => listen(server, at),
    async stop() {
      const end = performance.now() + drain;
      await atMost(drain, new Promise((resolve) => server.close(resolve)));
      server.closeAllConnections();
      await inbox.drained(Math.max(0, end - performance.now()));
    },
    status,
  };
}
