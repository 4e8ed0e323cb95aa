import type { WebClient } from '@slack/web-api';
import type { Drawing, Messages } from '#engine/api.ts';
import type { Log } from './log.ts';
import { createPace } from './pace.ts';
import { inThread, type Place, show } from './show.ts';
import { retryAfter, slackCode } from './trouble.ts';
import type { Names } from './views/names.ts';

export interface DeliveryParts {
  readonly client: WebClient;
  readonly messages: Messages;
  readonly logger: Log;
  names(): Names;
}

const UNTIL_ROOT = 250;
const AFTER_SILENCE = 2_000;
/** Slack answered no, which seldom changes by itself. */
const AFTER_REFUSAL = 60_000;

const retryIn = (thrown: unknown): number =>
  retryAfter(thrown) ?? (slackCode(thrown) === undefined ? AFTER_SILENCE : AFTER_REFUSAL);

const byRun = (drawings: readonly Drawing[]): readonly (readonly Drawing[])[] => [
  ...Map.groupBy(drawings, ({ row }) => row.run).values(),
];

/** Shows claimed drawings and reports each, shown or put off; the messages of one run one after another. */
export function createDelivery({ client, messages, logger, names }: DeliveryParts) {
  const pace = createPace(() => performance.now());

  const deliver = async (drawing: Drawing): Promise<Place | undefined> => {
    const { row, root } = drawing;
    const wait = inThread(row) && !root ? UNTIL_ROOT : pace.admit(drawing);
    if (wait > 0) {
      await messages.failed(drawing, wait);
      return undefined;
    }
    try {
      const place = await show(client, drawing, names());
      await messages.posted(drawing, place);
      return place;
    } catch (thrown) {
      logger.warn(`Message ${row.purpose} of run ${row.run} could not be shown: ${String(thrown)}`);
      await messages.failed(drawing, retryIn(thrown));
      return undefined;
    }
  };

  /** The root comes first, and the others go into its thread even if it has only just been posted. */
  const inTurn = async (drawings: readonly Drawing[]): Promise<void> => {
    let fresh: Place | undefined;
    for (const drawing of drawings) {
      const place = await deliver(fresh ? { ...drawing, root: fresh } : drawing);
      if (drawing.row.kind === 'root') fresh = place;
    }
  };

  return async (drawings: readonly Drawing[]): Promise<void> => {
    await Promise.all(byRun(pace.ordered(drawings)).map(inTurn));
  };
}
