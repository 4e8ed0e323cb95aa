import type { LineView } from '#practice/page/cluster.ts';
import type { Account } from '../account.ts';
import type { Task } from '../ecs/model.ts';
import type { LogEvent } from '../logs.ts';

/** How many lines of a group are looked through: a page is drawn every second. */
const looked = 1_000;

/** The newest lines of these tasks, oldest first. */
export function linesOf({ now }: Account, tasks: readonly Task[], most: number): LineView[] {
  const streams = tasks.flatMap(({ containers }) => containers.flatMap(({ stream }) => stream ?? []));
  const groups = new Set(streams.map(({ group }) => group));
  const names = new Set(streams.map(({ name }) => name));
  const isShown = ({ stream, ingestedAt }: LogEvent): boolean => names.has(stream) && ingestedAt <= now;
  return [...groups]
    .flatMap(({ events }) => newest(events, most, isShown))
    .sort((a, b) => a.timestamp - b.timestamp)
    .slice(-most)
    .map(({ timestamp, message }) => ({ t: timestamp, text: message }));
}

function newest(events: readonly LogEvent[], most: number, isShown: (event: LogEvent) => boolean): LogEvent[] {
  const found: LogEvent[] = [];
  for (let at = events.length - 1; at >= 0 && at >= events.length - looked && found.length < most; at -= 1) {
    const event = events[at];
    if (event && isShown(event)) found.unshift(event);
  }
  return found;
}
