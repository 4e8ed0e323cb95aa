import { WebClient } from '@slack/web-api';
import { clientOptions } from '../clients.ts';
import type { Log } from '../log.ts';
import { retryAfter, slackCode } from '../trouble.ts';

export interface SocketModeSettings {
  /** Begins with `xapp-` and has `connections:write`. */
  readonly appToken: string;
  /** Slack's own where it is left out. */
  readonly apiUrl?: string;
  readonly logger: Log;
}

export type Address =
  | { readonly kind: 'address'; readonly url: string }
  /** Milliseconds. */
  | { readonly kind: 'limited'; readonly wait: number }
  /** Slack's word for it; a person must put it right. */
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'lost' };

const PASSING: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
]);

function troubleOf(thrown: unknown): Address {
  const wait = retryAfter(thrown);
  if (wait !== undefined) return { kind: 'limited', wait };
  const code = slackCode(thrown);
  return code === undefined || PASSING.has(code) ? { kind: 'lost' } : { kind: 'refused', code };
}

/** A fresh address for one connection each time (https://docs.slack.dev/reference/methods/apps.connections.open). Never rejects. */
export function addresses({ appToken, apiUrl, logger }: SocketModeSettings): () => Promise<Address> {
  const client = new WebClient(appToken, clientOptions({ logger, ...(apiUrl ? { apiUrl } : {}) }, 10_000));
  return async () => {
    try {
      const { url } = await client.apps.connections.open({});
      return url ? { kind: 'address', url } : { kind: 'lost' };
    } catch (thrown) {
      return troubleOf(thrown);
    }
  };
}
