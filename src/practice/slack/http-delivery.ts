import { createHmac } from 'node:crypto';
import type { Delivery, Outgoing } from './envelopes.ts';
import { unfolded } from './json-object.ts';
import type { HttpDelivery } from './options.ts';

/** Events are JSON, commands a form, interactions a form with JSON in `payload`. */
function bodyOf({ type, payload }: Outgoing): { readonly body: string; readonly contentType: string } {
  if (type === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const fields =
    type === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}

/** The headers with which Slack shows that a body is its own (https://docs.slack.dev/authentication/verifying-requests-from-slack). `at` in epoch milliseconds. */
export function signed(body: string, secret: string, at: number): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}

/** A mere text is a message. */
function answerIn(text: string, contentType: string | null): unknown {
  if (contentType?.startsWith('application/json')) return unfolded(text);
  return text === '' ? undefined : { text };
}

const isTimeout = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'TimeoutError';

/** Posts to the bot; whatever else than a good answer comes within the deadline is as if nobody were there. */
export async function postDelivery(to: HttpDelivery, outgoing: Outgoing, deadline: number): Promise<Delivery> {
  const { body, contentType } = bodyOf(outgoing);
  const { retry } = outgoing;
  const headers = {
    'content-type': contentType,
    ...signed(body, to.signingSecret, Date.now()),
    ...(retry ? { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason } : {}),
  };
  try {
    const signal = AbortSignal.timeout(deadline);
    const response = await fetch(to.url, { method: 'POST', headers, body, signal });
    const text = await response.text();
    if (!response.ok) return { kind: 'nobody' };
    return { kind: 'acked', answer: answerIn(text, response.headers.get('content-type')) };
  } catch (thrown) {
    return { kind: isTimeout(thrown) ? 'late' : 'nobody' };
  }
}
