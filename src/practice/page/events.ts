import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from './ports.ts';

/** At most ten a second: a cluster at sixty times the speed changes all the time. */
const PAUSE = 100;

/** Calls `tell` at once when it has been quiet, and otherwise when the pause is over. Returns what to call, and how to end. */
function paced(tell: () => void): { readonly call: () => void; readonly end: () => void } {
  let pause: NodeJS.Timeout | undefined;
  let isBehind = false;
  const call = (): void => {
    isBehind = pause !== undefined;
    if (isBehind) return;
    tell();
    pause = setTimeout(rest, PAUSE);
  };
  const rest = (): void => {
    pause = undefined;
    if (isBehind) call();
  };
  return { call, end: () => clearTimeout(pause) };
}

export interface Streams {
  /** Server-sent events: `changed` whenever there may be something new to read at /page/state. */
  readonly open: (request: IncomingMessage, response: ServerResponse) => void;
  /** Tells every page, after something that nobody else tells of. */
  readonly tell: () => void;
}

export function createStreams({ aws, slack, bot }: World): Streams {
  const pages = new Set<() => void>();
  const tell = (): void => {
    for (const page of pages) page();
  };
  for (const source of [slack, aws, bot]) source?.onChange(tell);
  return {
    tell,
    open: (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      const { call, end } = paced(() => response.write('event: changed\ndata: {}\n\n'));
      pages.add(call);
      call();
      request.on('close', () => {
        pages.delete(call);
        end();
      });
    },
  };
}
