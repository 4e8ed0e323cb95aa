import { createHmac, timingSafeEqual } from 'node:crypto';

/** What Slack signs, and with what (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
export interface Signed {
  readonly body: string;
  /** X-Slack-Request-Timestamp, epoch seconds. */
  readonly timestamp: string | undefined;
  /** X-Slack-Signature, `v0=…`. */
  readonly signature: string | undefined;
}

export type Verdict = 'ok' | 'not signed' | 'signed too long ago' | 'signed in the future' | 'signed wrongly';

/** Milliseconds that Slack's clock and ours may differ by, either way. */
const TOLERANCE = 5 * 60_000;

const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** `now` in epoch milliseconds. */
export function judge({ body, timestamp = '', signature = '' }: Signed, secret: string, now: number): Verdict {
  if (!/^\d+$/.test(timestamp)) return 'not signed';
  const age = now - Number(timestamp) * 1_000;
  if (age > TOLERANCE) return 'signed too long ago';
  if (age < -TOLERANCE) return 'signed in the future';
  return isEqual(signature, signatureOf(secret, timestamp, body)) ? 'ok' : 'signed wrongly';
}
