import type { WebClient } from '@slack/web-api';
import type { Drawing, Messages } from '#engine/api.ts';
import type { Surface } from '#engine/ports.ts';
import type { Log } from './log.ts';
import { createPace } from './pace.ts';
import { show } from './show.ts';
import { retryAfter, slackCode } from './trouble.ts';
import type { Names } from './views/names.ts';

export interface Poster extends Surface {
  start(): void;
  /** Resolves when nothing is being sent any more. */
  stop(): Promise<void>;
}

export interface PosterParts {
  readonly client: WebClient;
  readonly messages: Messages;
  readonly logger: Log;
  names(): Names;
  /** Milliseconds of a clock that does not go back. */
  now?(): number;
}

const AT_ONCE = 10;
/** What other processes raise, and what was put off, is seen at the latest after this. */
const LOOK_EVERY = 1_000;
const UNTIL_ROOT = 250;
const AFTER_SILENCE = 2_000;
/** Slack answered no, which seldom changes by itself. */
const AFTER_REFUSAL = 60_000;

const retryIn = (thrown: unknown): number =>
  retryAfter(thrown) ?? (slackCode(thrown) === undefined ? AFTER_SILENCE : AFTER_REFUSAL);

const byRun = (drawings: readonly Drawing[]): readonly (readonly Drawing[])[] => [
  ...Map.groupBy(drawings, ({ row }) => row.run).values(),
];

/** Shows what runs want to be shown. A message is written by whoever claimed it, the messages of one run one after another. */
export function createPoster(parts: PosterParts): Poster {
  const { client, messages, logger, names, now = () => performance.now() } = parts;
  const pace = createPace(now);
  let passing: Promise<void> | undefined;
  let isStale = false;
  let isStopped = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  const deliver = async (drawing: Drawing): Promise<void> => {
    const { row, root } = drawing;
    if (row.kind !== 'root' && !root) return messages.failed(drawing, UNTIL_ROOT);
    const wait = pace.admit(drawing);
    if (wait > 0) return messages.failed(drawing, wait);
    try {
      await messages.posted(drawing, await show(client, drawing, names()));
    } catch (thrown) {
      logger.warn(`Message ${row.purpose} of run ${row.run} could not be shown: ${String(thrown)}`);
      await messages.failed(drawing, retryIn(thrown));
    }
  };

  const inTurn = async (drawings: readonly Drawing[]): Promise<void> => {
    for (const drawing of drawings) await deliver(drawing);
  };

  const pass = async (): Promise<void> => {
    do {
      isStale = false;
      const claimed = await messages.claim(AT_ONCE);
      await Promise.all(byRun(pace.ordered(claimed)).map(inTurn));
      if (claimed.length === AT_ONCE) isStale = true;
    } while (isStale && !isStopped);
  };

  const wake = (): void => {
    isStale = true;
    if (passing || isStopped) return;
    passing = pass()
      .catch((thrown: unknown) => logger.error(`Messages could not be read or kept: ${String(thrown)}`))
      .finally(() => {
        passing = undefined;
      });
  };

  return {
    changed: wake,
    start() {
      timer = setInterval(wake, LOOK_EVERY);
      wake();
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await passing;
    },
  };
}
