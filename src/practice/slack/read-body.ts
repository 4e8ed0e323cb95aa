import type { IncomingMessage } from 'node:http';
import { Failure } from '#domain/failure.ts';

const LARGEST = 4_000_000;

/** The whole body; more than 4 MB is refused. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > LARGEST) throw new Failure('user', 'body-too-large', 'The request body is larger than 4 MB.');
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** The same as text. */
export const readBody = async (request: IncomingMessage): Promise<string> =>
  (await readBytes(request)).toString('utf8');
