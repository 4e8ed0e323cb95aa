import WebSocket from 'ws';
import type { WebOptions } from '#actions/ports/web-read.ts';
import type { Way } from './way.ts';

/** Of one message, in bytes. */
const most = 64 * 1_024;

export interface Opened {
  readonly opened: boolean;
  readonly messages: number;
  readonly failed?: string;
}

/** Opens a websocket, counts messages until there are enough or the time is over, and closes it. */
export function openSocket(
  way: Way,
  url: URL,
  { headers = {}, messages }: WebOptions & { readonly messages: number },
  signal: AbortSignal,
): Promise<Opened> {
  const given = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  const host = way.host.includes(':') ? `[${way.host}]` : way.host;
  const address = `${way.secure ? 'wss' : 'ws'}://${host}:${way.port}${url.pathname}${url.search}`;
  const socket = new WebSocket(address, {
    headers: { 'user-agent': 'stepward', ...Object.fromEntries(given), host: url.host },
    lookup: way.lookup,
    followRedirects: false,
    maxPayload: most,
    perMessageDeflate: false,
  });
  return watch(socket, messages, signal).finally(() => socket.terminate());
}

function watch(socket: WebSocket, wanted: number, signal: AbortSignal): Promise<Opened> {
  let opened = false;
  let messages = 0;
  return new Promise((resolve) => {
    const end = (failed?: string) => resolve({ opened, messages, ...(failed === undefined ? {} : { failed }) });
    const endIfEnough = () => {
      if (opened && messages >= wanted) end();
    };
    socket
      .on('open', () => {
        opened = true;
        endIfEnough();
      })
      .on('message', () => {
        messages += 1;
        endIfEnough();
      })
      .on('unexpected-response', (_, { statusCode }) => end(`answered with ${statusCode} instead of a websocket`))
      .on('error', ({ message }) => end(message))
      .on('close', (code) => end(`closed with ${code}`));
    signal.addEventListener('abort', () => end('the time was over'), { once: true });
  });
}
