import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import type { JsonObject } from '#domain/json.ts';
import { createEnvelopes, type Delivery, type EnvelopeType } from './envelopes.ts';
import { APP } from './options.ts';
import type { Workspace } from './workspace.ts';

/** Socket Mode (https://docs.slack.dev/apis/events-api/using-socket-mode). */
export interface Connections {
  /** The address for one connection to this host, `127.0.0.1:4646`. */
  readonly admit: (host: string) => string;
  /** Where the bot reaches us, as it said itself. */
  readonly origin: () => string;
  readonly upgrade: (request: IncomingMessage, socket: Socket, head: Buffer) => void;
  /** To one of the connections, in turn; Slack promises no order. */
  readonly deliver: (type: EnvelopeType, payload: JsonObject) => Promise<Delivery>;
  readonly count: () => number;
  /** Slack's routine refresh: every client is asked to connect anew. */
  readonly refresh: () => void;
  readonly close: () => void;
}

type Socket = Parameters<WebSocketServer['handleUpgrade']>[1];

const MOST_CONNECTIONS = 10;
const PING_EVERY = 10_000;
/** A client that does not answer the close frame is cut off after a second. */
const SERVER = { noServer: true, closeTimeout: 1000 };

const tell = (socket: WebSocket, message: JsonObject): void => socket.send(JSON.stringify(message));

const hello = (connections: number): JsonObject => ({
  type: 'hello',
  num_connections: connections,
  connection_info: { app_id: APP.id },
  debug_info: { host: 'practice', approximate_connection_time: 18_060 },
});

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
  let sockets: readonly WebSocket[] = [];
  let host = '127.0.0.1';

  function welcome(socket: WebSocket): void {
    if (sockets.length >= MOST_CONNECTIONS) {
      tell(socket, { type: 'disconnect', reason: 'too_many_websockets' });
      socket.close();
      return;
    }
    sockets = [...sockets, socket];
    const pings = setInterval(() => socket.ping(), PING_EVERY);
    socket.on('message', (data) => envelopes.hear(String(data)));
    socket.on('error', (error) => workspace.complain(`A connection broke: ${error.message}`));
    socket.on('close', () => {
      clearInterval(pings);
      sockets = sockets.filter((each) => each !== socket);
      workspace.changed();
    });
    tell(socket, hello(sockets.length));
    workspace.changed();
  }

  function deliver(type: EnvelopeType, payload: JsonObject): Promise<Delivery> {
    const next = sockets.find((socket) => socket.readyState === WebSocket.OPEN);
    if (!next) return Promise.resolve({ kind: 'nobody' });
    sockets = [...sockets.filter((socket) => socket !== next), next];
    return envelopes.send(next, type, payload);
  }

  return {
    admit: (reachedAt) => {
      const ticket = randomUUID();
      tickets.add(ticket);
      host = reachedAt;
      return `ws://${host}/slack/link?ticket=${ticket}`;
    },
    origin: () => `http://${host}`,
    upgrade: (request, socket, head) => {
      if (isAdmitted(tickets, request, socket)) server.handleUpgrade(request, socket, head, welcome);
    },
    deliver,
    count: () => sockets.length,
    refresh: () => {
      for (const socket of sockets) tell(socket, { type: 'disconnect', reason: 'refresh_requested' });
    },
    close: () => {
      for (const socket of sockets) socket.close(1001);
    },
  };
}
