import type { IncomingMessage } from 'node:http';
import { Failure } from '#domain/failure.ts';

const LARGEST = 4_000_000;

/** The whole body as text; more than 4 MB is refused. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > LARGEST) throw new Failure('user', 'body-too-large', 'The request body is larger than 4 MB.');
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}
