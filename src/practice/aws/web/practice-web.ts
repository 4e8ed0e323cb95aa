import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { RouteSeed } from '#practice/worlds/seeds/web.ts';
import type { Account } from '../account.ts';
import { destinationOf, isHost } from './destination.ts';
import { routeOf } from './route.ts';

/** The services of the world as their users reach them, by host name. */
export interface PracticeWeb {
  /** Whether a request is for one of the world's hosts. */
  serves(request: IncomingMessage): boolean;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export function createPracticeWeb(account: Account, catchUp: () => void): PracticeWeb {
  const sockets = new WebSocketServer({ noServer: true });
  const found = (request: IncomingMessage): RouteSeed | undefined => {
    catchUp();
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const destination = destinationOf(account, { host: hostOf(request), path });
    return destination && 'container' in destination ? routeOf(account, destination.container, path) : destination;
  };
  return {
    serves: (request) => isHost(account, hostOf(request)),
    async handle(request, response) {
      const route = found(request);
      if (!route) {
        request.socket.destroy();
        return;
      }
      const { status = 200, body = '', headers = {}, delay = 0 } = route;
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      response.writeHead(status, headers).end(body);
    },
    upgrade(request, socket, head) {
      const { status = 404, messages } = found(request) ?? {};
      if (!messages || status === 401) {
        socket.end(`HTTP/1.1 ${status} No websocket\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      sockets.handleUpgrade(request, socket, head, (opened) => {
        for (const message of messages) opened.send(message);
      });
    },
  };
}

const hostOf = ({ headers }: IncomingMessage): string => (headers.host ?? '').toLowerCase();
