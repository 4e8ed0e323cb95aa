import { WebSocket } from 'ws';
import type { JsonObject } from '#domain/json.ts';
import type { Envelopes } from './envelopes.ts';
import { APP } from './options.ts';
import type { Workspace } from './workspace.ts';

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

export interface Disconnecting {
  readonly which?: 'one' | 'all';
  /** Milliseconds; 10 seconds as Slack has it. */
  readonly closeAfter?: number;
}

/** The open connections of the bots. */
export interface Sockets {
  readonly welcome: (socket: WebSocket) => void;
  /** Each in turn; Slack promises no order. */
  readonly next: () => WebSocket | undefined;
  readonly count: () => number;
  /** Tells one connection or all that they are at their end, and closes them itself a while later. */
  readonly disconnect: (reason: DisconnectReason, more?: Disconnecting) => void;
  /** Breaks a connection without a close frame. */
  readonly cut: () => void;
  /** From now on nothing is heard on this connection, not even a ping, though it stays open. */
  readonly mute: () => void;
  /** Sends a frame, whatever it says, on one connection. */
  readonly say: (frame: string) => void;
  readonly close: () => void;
}

const MOST_CONNECTIONS = 10;
const PING_EVERY = 10_000;
const CLOSE_AFTER = 10_000;
const GOING_AWAY = 1001;

const tell = (socket: WebSocket, message: JsonObject): void => socket.send(JSON.stringify(message));

const hello = (connections: number): JsonObject => ({
  type: 'hello',
  num_connections: connections,
  connection_info: { app_id: APP.id },
  debug_info: { host: 'practice', approximate_connection_time: 18_060 },
});

const isOpen = ({ readyState }: WebSocket): boolean => readyState === WebSocket.OPEN;

/** The connections that something may be sent on, the one that had to wait longest first. */
function createRing() {
  let sockets: readonly WebSocket[] = [];
  const leave = (socket: WebSocket): void => {
    sockets = sockets.filter((each) => each !== socket);
  };
  return {
    all: () => sockets,
    join: (socket: WebSocket): void => {
      sockets = [...sockets, socket];
    },
    leave,
    next(): WebSocket | undefined {
      const first = sockets.find(isOpen);
      if (first) sockets = [...sockets.filter((each) => each !== first), first];
      return first;
    },
  };
}

/** Pings, and answers pings, until the connection ends or is muted. */
function keepAlive(socket: WebSocket, isMuted: () => boolean): void {
  const pings = setInterval(() => {
    if (!isMuted()) socket.ping();
  }, PING_EVERY);
  socket.on('ping', (payload) => {
    if (!isMuted() && isOpen(socket)) socket.pong(payload);
  });
  socket.once('close', () => clearInterval(pings));
}

export function createSockets(workspace: Workspace, envelopes: Envelopes): Sockets {
  const { all, join, leave, next } = createRing();
  const muted = new WeakSet<WebSocket>();

  function welcome(socket: WebSocket): void {
    if (all().length >= MOST_CONNECTIONS) {
      tell(socket, { type: 'disconnect', reason: 'too_many_websockets' });
      socket.close();
      return;
    }
    join(socket);
    keepAlive(socket, () => muted.has(socket));
    socket.on('message', (data) => {
      if (!muted.has(socket)) envelopes.hear(socket, String(data));
    });
    socket.on('error', (error) => workspace.complain(`A connection broke: ${error.message}`));
    socket.on('close', () => {
      leave(socket);
      workspace.changed();
    });
    tell(socket, hello(all().length));
    workspace.changed();
  }

  /** Sends no more, hears what is still acknowledged, and closes. */
  async function dismiss(socket: WebSocket): Promise<void> {
    leave(socket);
    await envelopes.settled(socket);
    socket.close(GOING_AWAY);
  }

  function disconnect(reason: DisconnectReason, { which = 'all', closeAfter = CLOSE_AFTER }: Disconnecting = {}): void {
    for (const socket of which === 'all' ? all() : all().slice(0, 1)) {
      tell(socket, { type: 'disconnect', reason, debug_info: { host: 'practice' } });
      const end = setTimeout(() => void dismiss(socket), closeAfter);
      socket.once('close', () => clearTimeout(end));
    }
  }

  return {
    welcome,
    next,
    disconnect,
    count: () => all().length,
    cut: () => next()?.terminate(),
    mute: () => {
      const [first] = all();
      if (first) muted.add(first);
    },
    say: (frame) => next()?.send(frame),
    close: () => {
      for (const socket of all()) socket.close(GOING_AWAY);
    },
  };
}
