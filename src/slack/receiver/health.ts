import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { type Address, listen } from './listen.ts';
import type { ReceiverStatus, SlackReceiver } from './receiver.ts';

export const HEALTH = '/healthz';

/** 200 while what Slack sends would be taken, 503 otherwise; the status as JSON. */
export function answerHealth(status: ReceiverStatus, response: ServerResponse): void {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  response.writeHead(status.ready ? 200 : 503, headers).end(`${JSON.stringify(status)}\n`);
}

/** Socket Mode needs no port; with one, whoever runs the bot can ask how it is. */
export function withHealth(receiver: SlackReceiver, at: Address): SlackReceiver {
  const answer: RequestListener = ({ url }, response) => {
    if (url === HEALTH) answerHealth(receiver.status(), response);
    else response.writeHead(404).end();
  };
  const server = createServer(answer);
  return {
    ...receiver,
    async start() {
      await listen(server, at);
      await receiver.start();
    },
    async stop() {
      await receiver.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}
