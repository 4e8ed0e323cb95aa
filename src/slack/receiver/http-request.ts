import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import type { Answer } from './dispatch.ts';
import { readHttpBody } from './http-body.ts';
import type { Inbox } from './inbox.ts';
import { judge } from './signature.ts';

/** Larger than anything that Slack sends. */
const LARGEST = 4 * 1024 * 1024;

const header = ({ headers }: IncomingMessage, name: string): string | undefined => headers[name]?.toString();

/** The whole body, or nothing if it is too large. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > LARGEST) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

const json = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};

const empty = (response: ServerResponse, status: number): void => {
  response.writeHead(status).end();
};

function respond(response: ServerResponse, answer: Answer): void {
  if (answer.kind === 'unanswered') empty(response, 500);
  else if (!answer.payload) empty(response, 200);
  else if (typeof answer.payload === 'string') response.writeHead(200).end(answer.payload);
  else json(response, answer.payload);
}

function retryOf(request: IncomingMessage): { readonly retryNum?: number; readonly retryReason?: string } {
  const [number, retryReason] = [header(request, 'x-slack-retry-num'), header(request, 'x-slack-retry-reason')];
  return { ...(number ? { retryNum: Number(number) } : {}), ...(retryReason ? { retryReason } : {}) };
}

/** Answers what Slack posts; what it has not signed is refused, but for its look at our certificate, which asks for nothing. */
export function createHttpDesk(
  signingSecret: string,
  inbox: Inbox,
  log: Log,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  async function take(request: IncomingMessage, response: ServerResponse, text: string): Promise<void> {
    const signature = header(request, 'x-slack-signature');
    const timestamp = header(request, 'x-slack-request-timestamp');
    const verdict = judge({ body: text, signature, timestamp }, signingSecret, Date.now());
    const read = readHttpBody(text, header(request, 'content-type'));
    if (read.kind === 'ssl-check') return empty(response, 200);
    if (verdict !== 'ok') {
      log.warn(`A request was refused: ${verdict}.`);
      return empty(response, 401);
    }
    if (read.kind === 'unreadable') return empty(response, 400);
    if (read.kind === 'url-verification') return json(response, { challenge: read.challenge });
    // A request that is sent again as it was has the answer of the first; Slack itself does so with an event in the same second.
    const id = String(read.body['event_id'] ?? signature);
    respond(response, await inbox.take({ id, body: read.body, ...retryOf(request) }));
  }

  return async (request, response) => {
    const text = await readText(request);
    if (text === undefined) response.writeHead(413, { connection: 'close' }).end();
    else await take(request, response, text);
  };
}
