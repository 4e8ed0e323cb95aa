import { createHmac, timingSafeEqual } from 'node:crypto';

/** What Slack signs, and with what (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
export interface Signed {
  readonly body: string;
  /** X-Slack-Request-Timestamp, epoch seconds. */
  readonly timestamp: string | undefined;
  /** X-Slack-Signature, `v0=…`. */
  readonly signature: string | undefined;
}

export type Verdict =
  | 'ok'
  | 'not signed'
  | 'signed too long ago'
  | 'signed in the future'
  | 'signed wrongly'
  | 'replayed';

/** Milliseconds that Slack's clock and ours may differ by, either way. */
const TOLERANCE = 5 * 60_000;

const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Judges requests, each signature once. Only what Slack has signed is remembered, as long as its timestamp would be taken, so nobody else can fill the memory. */
export function createVerifier(secret: string, now: () => number): (signed: Signed) => Verdict {
  const seen = new Map<string, number>();

  function isReplayed(signature: string, until: number): boolean {
    for (const [old, end] of seen) if (end < now()) seen.delete(old);
    if (seen.has(signature)) return true;
    seen.set(signature, until);
    return false;
  }

  return ({ body, timestamp = '', signature = '' }) => {
    if (!/^\d+$/.test(timestamp)) return 'not signed';
    const age = now() - Number(timestamp) * 1_000;
    if (age > TOLERANCE) return 'signed too long ago';
    if (age < -TOLERANCE) return 'signed in the future';
    if (!isEqual(signature, signatureOf(secret, timestamp, body))) return 'signed wrongly';
    return isReplayed(signature, Number(timestamp) * 1_000 + TOLERANCE) ? 'replayed' : 'ok';
  };
}
