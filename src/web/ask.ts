import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as plain } from 'node:http';
import { request as secured } from 'node:https';
import { isIP } from 'node:net';
import type { WebAnswer, WebOptions } from '#actions/ports/web-read.ts';
import type { Way } from './way.ts';

/** Of a body, in bytes. */
const most = 64 * 1_024;

/** Sends one request and reads its answer; a redirect is an answer like any other. Rejects with Node's error. */
export async function ask(way: Way, url: URL, options: WebOptions, signal: AbortSignal): Promise<WebAnswer> {
  const begun = performance.now();
  const response = await respond(way, url, options, signal);
  const body = await bodyOf(response);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    ),
    body,
    milliseconds: Math.round(performance.now() - begun),
  };
}

function respond(way: Way, url: URL, { method = 'GET', headers = {} }: WebOptions, signal: AbortSignal) {
  const given = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  const options: RequestOptions = {
    host: way.host,
    port: way.port,
    path: `${url.pathname}${url.search}`,
    method,
    headers: { 'user-agent': 'stepward', ...Object.fromEntries(given), host: url.host },
    lookup: way.lookup,
    // A connection of its own: one that is kept open would outlive the judgement of its address.
    agent: false,
    signal,
  };
  return new Promise<IncomingMessage>((resolve, reject) => {
    const begin = way.secure
      ? secured({ ...options, ...(isIP(way.host) ? {} : { servername: way.host }) })
      : plain(options);
    begin.once('response', resolve).once('error', reject).end();
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most).toString('utf8');
}
