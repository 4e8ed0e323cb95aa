import { WebSocket } from 'ws';
import type { Log } from '../log.ts';
import { acknowledgement, type Envelope, type Farewell, readEnvelope } from './envelope.ts';
import { watch } from './heartbeat.ts';
import type { Inbox } from './inbox.ts';
import type { Timing } from './timing.ts';
import { atMost, idle } from './wait.ts';

/** One websocket of Socket Mode. */
export interface Connection {
  /** True at Slack's hello; false if it ended before. */
  readonly greeted: Promise<boolean>;
  /** Settles when Slack wants it replaced, or when it is gone. */
  readonly leaving: Promise<Farewell | 'lost'>;
  /** Settles when its socket is closed. */
  readonly gone: Promise<void>;
  readonly isOpen: () => boolean;
  /** Open, and Slack has not said that it ends. */
  readonly isStaying: () => boolean;
  /** Takes what comes for so long, acknowledges what is under way, and closes. Slack may close it before. */
  retire(linger: number): Promise<void>;
}

export interface ConnectionParts {
  readonly inbox: Inbox;
  readonly log: Log;
  readonly timing: Timing;
}

type Mail = Extract<Envelope, { kind: 'delivery' | 'odd' }>;

const CLOSED_NORMALLY = 1000;
/** Milliseconds that the other side has to answer our close frame. */
const GOODBYE = 1_000;

const isOpen = (socket: WebSocket): boolean => socket.readyState === WebSocket.OPEN;

/** Hands deliveries to the inbox and acknowledges them on the connection that they came by. */
function createDesk(socket: WebSocket, { inbox, log }: ConnectionParts) {
  const unacked = new Set<Promise<void>>();
  const acknowledge = (id: string, payload?: unknown): void => {
    if (isOpen(socket)) socket.send(acknowledgement(id, payload));
    else log.warn('A connection was gone before its envelope was acknowledged.');
  };
  async function answer(mail: Mail): Promise<void> {
    if (mail.kind === 'odd') {
      log.warn(mail.why);
      if (mail.id) acknowledge(mail.id);
      return;
    }
    const given = await inbox.take(mail.delivery);
    if (given.kind === 'acked') acknowledge(mail.id, mail.takesAnswer ? given.payload : undefined);
  }
  function take(mail: Mail): void {
    const taken = answer(mail).finally(() => unacked.delete(taken));
    unacked.add(taken);
  }
  return { take, acked: (): Promise<void> => idle(unacked) };
}

/** Connects to an address of apps.connections.open, which is a secret. What cannot be read is acknowledged where that is possible. */
export function connect(url: string, parts: ConnectionParts): Connection {
  const { log, timing } = parts;
  const greeted = Promise.withResolvers<boolean>();
  const leaving = Promise.withResolvers<Farewell | 'lost'>();
  const gone = Promise.withResolvers<void>();
  const socket = new WebSocket(url, { handshakeTimeout: timing.greeting, perMessageDeflate: false });
  const desk = createDesk(socket, parts);
  let isStaying = true;
  const leave = (farewell: Farewell | 'lost'): void => {
    isStaying = false;
    leaving.resolve(farewell);
    greeted.resolve(false);
  };

  function hear(envelope: Envelope): void {
    if (envelope.kind === 'hello') greeted.resolve(true);
    else if (envelope.kind === 'disconnect') leave(envelope.farewell);
    else desk.take(envelope);
  }

  watch(socket, timing.silence, () => {
    log.warn(`Slack has been silent for ${timing.silence} ms.`);
    socket.terminate();
  });
  void atMost(timing.greeting, greeted.promise).then(() => greeted.resolve(false));
  socket.on('message', (data) => {
    // After our close frame nothing can be acknowledged any more: Slack tells the person so, and it must not be done.
    if (isOpen(socket)) hear(readEnvelope(String(data)));
  });
  socket.on('error', (error) => log.warn(`A connection to Slack broke: ${error.message}`));
  socket.once('close', () => {
    leave('lost');
    gone.resolve();
  });

  return {
    greeted: greeted.promise,
    leaving: leaving.promise,
    gone: gone.promise,
    isOpen: () => isOpen(socket),
    isStaying: () => isStaying && isOpen(socket),
    async retire(linger) {
      await atMost(linger, gone.promise);
      await atMost(timing.drain, gone.promise, desk.acked());
      socket.close(CLOSED_NORMALLY);
      await atMost(GOODBYE, gone.promise);
      socket.terminate();
    },
  };
}
