import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import type { JsonObject } from '#domain/json.ts';
import { createEnvelopes, type Delivery, type EnvelopeType, type Retry } from './envelopes.ts';
import { postDelivery } from './http-delivery.ts';
import { createSockets, type Sockets } from './sockets.ts';
import type { Workspace } from './workspace.ts';

/** How Slack reaches the bot: by Socket Mode (https://docs.slack.dev/apis/events-api/using-socket-mode), or by HTTP where the options say so. */
export interface Connections extends Omit<Sockets, 'welcome' | 'next'> {
  /** The address for one connection to this host, `127.0.0.1:4646`. */
  readonly admit: (host: string) => string;
  /** Where the bot reaches us, as it said itself. */
  readonly origin: () => string;
  /** The bot has called us at this host. */
  readonly reachedAt: (host: string) => void;
  readonly upgrade: (request: IncomingMessage, socket: Socket, head: Buffer) => void;
  /** To one of the connections, or to the request URL. */
  readonly deliver: (type: EnvelopeType, payload: JsonObject, retry?: Retry) => Promise<Delivery>;
}

type Socket = Parameters<WebSocketServer['handleUpgrade']>[1];

/** A client that does not answer the close frame is cut off after a second. */
const SERVER = { noServer: true, closeTimeout: 1000, autoPong: false };

/** Takes a ticket from the address; without a good one the connection ends here. */
function isAdmitted(tickets: Set<string>, request: IncomingMessage, socket: Socket): boolean {
  const ticket = new URL(request.url ?? '', 'ws://practice').searchParams.get('ticket') ?? '';
  if (tickets.delete(ticket)) return true;
  socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
  return false;
}

export function createConnections(workspace: Workspace): Connections {
  const tickets = new Set<string>();
  const server = new WebSocketServer(SERVER);
  const envelopes = createEnvelopes(workspace);
  const { welcome, next, ...sockets } = createSockets(workspace, envelopes);
  let host = '127.0.0.1';

  return {
    ...sockets,
    admit: (reached) => {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `ws://${reached}/slack/link?ticket=${ticket}`;
    },
    origin: () => `http://${host}`,
    reachedAt: (reached) => {
      host = reached;
    },
    upgrade: (request, socket, head) => {
      if (isAdmitted(tickets, request, socket)) server.handleUpgrade(request, socket, head, welcome);
    },
    deliver: async (type, payload, retry) => {
      const outgoing = { type, payload, ...(retry ? { retry } : {}) };
      const { http } = workspace.options;
      if (http) return postDelivery(http, outgoing, workspace.deadlines.ack);
      const socket = next();
      return socket ? envelopes.send(socket, outgoing) : { kind: 'nobody' };
    },
  };
}
