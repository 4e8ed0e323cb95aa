import { WebSocket } from 'ws';

/**
 * Calls `dead` once nothing has been heard of the other side for so many milliseconds: no frame, no ping, no answer to one of ours, which go out
 * three times in that span.
 */
export function watch(socket: WebSocket, silence: number, dead: () => void): void {
  let timer = setTimeout(dead, silence);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(dead, silence);
  };
  const knocking = setInterval(() => {
    if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, silence / 3);
  for (const sign of ['open', 'message', 'ping', 'pong']) socket.on(sign, heard);
  socket.once('close', () => {
    clearTimeout(timer);
    clearInterval(knocking);
  });
}
