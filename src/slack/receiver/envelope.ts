import { isObject } from '#domain/json.ts';
import type { Delivery } from './dispatch.ts';

/** Why Slack wants a connection replaced, or has none for us (https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect). */
export type Farewell = 'refresh' | 'crowded' | 'disabled';

export type Envelope =
  | { readonly kind: 'hello' }
  | { readonly kind: 'disconnect'; readonly farewell: Farewell }
  | {
      readonly kind: 'delivery';
      readonly id: string;
      readonly delivery: Delivery;
      /** Whether the acknowledgement may carry an answer. */
      readonly takesAnswer: boolean;
    }
  /** Nothing that Bolt could take: acknowledged where it has an id, so that Slack does not send it again, and logged without its payload. */
  | { readonly kind: 'odd'; readonly id?: string; readonly why: string };

type Members = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function parsed(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

const FAREWELLS: Readonly<Record<string, Farewell>> = { too_many_websockets: 'crowded', link_disabled: 'disabled' };

/** What Bolt needs to know whom to call, by the type of the envelope. */
const NEEDED: Readonly<Record<string, (payload: Members) => boolean>> = {
  events_api: ({ event }) => isObject(event) && text(event['type']) !== undefined,
  slash_commands: ({ command }) => text(command) !== undefined,
  interactive: ({ type }) => text(type) !== undefined,
};

const odd = (why: string, id: string | undefined): Envelope => ({ kind: 'odd', why, ...(id ? { id } : {}) });

function readDelivery(envelope: Members, id: string): Envelope {
  const { type, payload, retry_attempt: retryNum, retry_reason: retryReason } = envelope;
  const isWhole = NEEDED[String(type)];
  if (!isWhole) return odd('Slack sent an envelope of a type that is not known here.', id);
  if (!isObject(payload)) return odd('Slack sent an envelope without a payload.', id);
  if (payload['type'] === 'app_rate_limited')
    return odd('Slack holds events back: there were more than 30,000 in an hour.', id);
  if (!isWhole(payload)) return odd('Slack sent a payload that does not say what it is.', id);
  const delivery = {
    id: text(payload['event_id']) ?? id,
    body: payload,
    ...(typeof retryNum === 'number' ? { retryNum } : {}),
    ...(typeof retryReason === 'string' ? { retryReason } : {}),
  };
  return { kind: 'delivery', id, delivery, takesAnswer: envelope['accepts_response_payload'] === true };
}

/** What Slack wrote into the socket. Never throws. */
export function readEnvelope(said: string): Envelope {
  const envelope = parsed(said);
  if (!isObject(envelope)) return odd('Slack sent something that is no envelope.', undefined);
  if (envelope['type'] === 'hello') return { kind: 'hello' };
  if (envelope['type'] === 'disconnect')
    return { kind: 'disconnect', farewell: FAREWELLS[String(envelope['reason'])] ?? 'refresh' };
  const id = text(envelope['envelope_id']);
  return id ? readDelivery(envelope, id) : odd('Slack sent an envelope without an id.', undefined);
}

/** A command may be answered with a mere text, which Slack takes as a message only. */
export function acknowledgement(id: string, answer: unknown): string {
  const payload = typeof answer === 'string' ? { text: answer } : answer;
  return JSON.stringify({ envelope_id: id, ...(payload ? { payload } : {}) });
}
