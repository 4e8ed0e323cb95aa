import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Why this request is refused, if it is. A foreign page in the same browser must neither read this server by
 * rebinding its own name to 127.0.0.1, nor write to it.
 */
export function refusalOf({ host = '', origin }: IncomingHttpHeaders, method = 'GET'): string | undefined {
  if (!LOOPBACK.test(host)) return `The practice server answers on this computer only, not as "${host}".`;
  if (method !== 'GET' && origin !== undefined && origin !== `http://${host}`) return `Not from ${origin}.`;
  return undefined;
}
