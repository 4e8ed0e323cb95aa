import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from './ports.ts';

/** At most ten a second: a cluster at sixty times the speed changes all the time. */
const PAUSE = 100;

/** Server-sent events: `changed` whenever there may be something new to read at /page/state. */
export function streamChanges({ aws, slack, bot }: World, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const tell = (): boolean => response.write('event: changed\ndata: {}\n\n');
  let pause: NodeJS.Timeout | undefined;
  let isBehind = false;
  const rest = (): void => {
    pause = undefined;
    if (isBehind) changed();
  };
  const changed = (): void => {
    isBehind = pause !== undefined;
    if (isBehind) return;
    tell();
    pause = setTimeout(rest, PAUSE);
  };
  const stops = [slack.onChange(changed), aws.onChange(changed), bot?.onChange(changed)];
  changed();
  request.on('close', () => {
    clearTimeout(pause);
    for (const stop of stops) stop?.();
  });
}
