import { Failure } from '#domain/failure.ts';
import { type Bucket, createBucket } from './bucket.ts';
import { quotaOf } from './quotas.ts';

/** What the SDK hands to its HTTP client, as far as it matters here. */
interface HttpRequest {
  readonly hostname: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface HttpHandler {
  handle(request: HttpRequest, options?: unknown): Promise<unknown>;
}

/** The SDK's way to let others at a client while it is made. https://github.com/aws/aws-sdk-js-v3/blob/main/supplemental-docs/CLIENTS.md */
interface Extension {
  configure(client: { httpHandler(): HttpHandler; setHttpHandler(handler: HttpHandler): void }): void;
}

export interface Time {
  /** Milliseconds of a clock that only moves forward. */
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
}

const real: Time = {
  now: () => performance.now(),
  wait: (milliseconds) =>
    new Promise((passed) => {
      setTimeout(passed, milliseconds);
    }),
};

/** Milliseconds that a call may be held back: one that reads, and one that writes, which must go out before anybody else takes it over. */
const patience = { read: 10_000, write: 5_000 };

/** Code of the failure; nothing was sent then. */
export const heldBack = 'held-back';

export interface Limiter {
  /** Holds back the calls of a client, each attempt anew, until the share of the quota allows them. */
  extension(kind: 'read' | 'write'): Extension;
}

/** Services of AWS JSON name the call in a header, those of the query protocol in the body. */
function targetOf({ headers, hostname, body }: HttpRequest): string {
  const target = headers['x-amz-target'];
  if (target !== undefined) return target;
  const action = typeof body === 'string' ? new URLSearchParams(body).get('Action') : null;
  return `${hostname.split('.')[0]}.${action ?? ''}`;
}

/**
 * One for an account and region: quotas are shared with everybody else there.
 * @param share of each quota that may be used: 0.1
 */
export function createLimiter(share: number, time: Time = real): Limiter {
  const buckets = new Map<string, Bucket>();
  const bucketOf = (target: string): { readonly name: string; readonly bucket: Bucket } => {
    const { name, burst, perSecond } = quotaOf(target);
    const rate = { burst: Math.max(1, burst * share), perSecond: perSecond * share };
    const bucket = buckets.get(name) ?? createBucket(rate, time.now);
    buckets.set(name, bucket);
    return { name, bucket };
  };
  const hold = async (target: string, most: number): Promise<void> => {
    const { name, bucket } = bucketOf(target);
    const wait = bucket.reserve(most);
    if (wait === undefined)
      throw new Failure(
        'transient',
        heldBack,
        `${target.split('.')[1]} was not sent: Stepward keeps to ${share * 100} % of AWS's quota for ${name}, and too many wait already.`,
      );
    if (wait > 0) await time.wait(wait);
  };
  return {
    extension: (kind) => ({
      configure(client) {
        const inner = client.httpHandler();
        const handle: HttpHandler['handle'] = async (request, options) => {
          await hold(targetOf(request), patience[kind]);
          return inner.handle(request, options);
        };
        client.setHttpHandler(Object.assign(Object.create(inner) as HttpHandler, { handle }));
      },
    }),
  };
}
