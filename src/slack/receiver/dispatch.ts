import type { App } from '@slack/bolt';
import { isObject } from '#domain/json.ts';
import type { Log } from '../log.ts';
import { atMost } from './wait.ts';

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

/** So many milliseconds after it came, a click or a form whose listener still works is acknowledged all the same. */
const HELD = 2_000;

const HELD_BACK: ReadonlySet<unknown> = new Set(['block_actions', 'view_submission']);

/** What a delivery is, without anything that was typed. */
function kindOf({ body }: Delivery): string {
  const { event, type, command } = body;
  const inner = isObject(event) ? event['type'] : undefined;
  return String(inner ?? type ?? (command === undefined ? 'delivery' : 'command'));
}

/** What was acknowledged, and how many milliseconds after it came. */
type Take = (payload: unknown, after: number) => void;

/** The acknowledgement of one delivery; a second one is told to the log. */
function acknowledging(delivery: Delivery, log: Log, take: Take) {
  const arrived = performance.now();
  let isAcked = false;
  const ack = async (payload?: unknown): Promise<void> => {
    const after = Math.round(performance.now() - arrived);
    if (isAcked) {
      log.warn(`A ${kindOf(delivery)} was acknowledged twice.`);
      return;
    }
    if (after > DEADLINE) log.warn(`A ${kindOf(delivery)} was acknowledged after ${after} ms: Slack had given up.`);
    isAcked = true;
    take(payload, after);
  };
  return { ack, isAcked: () => isAcked };
}

async function work(app: App, delivery: Delivery, log: Log, take: Take): Promise<void> {
  const { ack, isAcked } = acknowledging(delivery, log, take);
  const { id: _, ...event } = delivery;
  try {
    await app.processEvent({ ...event, ack });
    if (!isAcked()) log.warn(`Nothing acknowledged a ${kindOf(delivery)}.`);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : 'what was thrown is no error';
    log.error(`A ${kindOf(delivery)} failed before any listener had it: ${why}`);
  }
}

/**
 * Hands a delivery to Bolt. The answer is there at the acknowledgement, `done` when the listeners have returned; neither rejects.
 * A click or form that is acknowledged without an answer waits for its listeners: if the bot dies meanwhile, Slack tells the person that it did not
 * respond, and no decision is lost without a word.
 */
export function dispatch(
  app: App,
  delivery: Delivery,
  log: Log,
): { readonly answer: Promise<Answer>; readonly done: Promise<void> } {
  const answer = Promise.withResolvers<Answer>();
  const over = Promise.withResolvers<void>();
  let given: Answer = { kind: 'unanswered' };
  const take: Take = (payload, after) => {
    given = { kind: 'acked', payload };
    const isHeld = payload === undefined && HELD_BACK.has(delivery.body['type']);
    if (isHeld) void atMost(Math.max(0, HELD - after), over.promise).then(() => answer.resolve(given));
    else answer.resolve(given);
  };
  const done = work(app, delivery, log, take).then(() => {
    answer.resolve(given);
    over.resolve();
  });
  return { answer: answer.promise, done };
}
