import type { App } from '@slack/bolt';
import { isObject } from '#domain/json.ts';
import type { Log } from '../log.ts';

export interface Delivery {
  /** Of the event, or of this one delivery: what comes twice under one id is dispatched once. */
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly retryNum?: number;
  readonly retryReason?: string;
}

export type Answer =
  | { readonly kind: 'acked'; readonly payload: unknown }
  /** No listener took it, or one threw before it acknowledged: Slack tells the person that the app did not respond. */
  | { readonly kind: 'unanswered' };

/** Slack stops waiting then (https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response). */
const DEADLINE = 3_000;

/** What a delivery is, without anything that was typed. */
function kindOf({ body }: Delivery): string {
  const { event, type, command } = body;
  const inner = isObject(event) ? event['type'] : undefined;
  return String(inner ?? type ?? (command === undefined ? 'delivery' : 'command'));
}

/** One acknowledgement; a second one is told to the log. */
function answering(delivery: Delivery, log: Log) {
  const answer = Promise.withResolvers<Answer>();
  const arrived = performance.now();
  let isAcked = false;
  const ack = async (payload?: unknown): Promise<void> => {
    const after = Math.round(performance.now() - arrived);
    if (isAcked) log.warn(`A ${kindOf(delivery)} was acknowledged twice.`);
    else if (after > DEADLINE)
      log.warn(`A ${kindOf(delivery)} was acknowledged after ${after} ms: Slack had given up.`);
    isAcked = true;
    answer.resolve({ kind: 'acked', payload });
  };
  return { ack, answer, isAcked: () => isAcked };
}

/** Hands a delivery to Bolt. The answer is there at the acknowledgement, `done` when the listeners have returned; neither rejects. */
export function dispatch(
  app: App,
  delivery: Delivery,
  log: Log,
): { readonly answer: Promise<Answer>; readonly done: Promise<void> } {
  const { ack, answer, isAcked } = answering(delivery, log);
  const { id: _, ...event } = delivery;
  const work = async (): Promise<void> => {
    try {
      await app.processEvent({ ...event, ack });
      if (!isAcked()) log.warn(`Nothing acknowledged a ${kindOf(delivery)}.`);
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : 'what was thrown is no error';
      log.error(`A ${kindOf(delivery)} failed before any listener had it: ${why}`);
    }
    answer.resolve({ kind: 'unanswered' });
  };
  return { answer: answer.promise, done: work() };
}
