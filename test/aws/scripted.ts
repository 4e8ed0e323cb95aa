import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  /** `AmazonSSM.PutParameter`; for STS the action alone. */
  readonly target: string;
  readonly body: string;
  /** Access key that signed it. */
  readonly signedBy: string;
}

export type Reply = { readonly status?: number; readonly body: unknown; readonly requestId?: string } | 'drop';

/** A server that answers as it is told, for what no simulation of AWS would do. */
export interface Scripted {
  readonly endpoint: string;
  /** What came in. */
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

async function read({ headers }: IncomingMessage, chunks: AsyncIterable<Buffer>): Promise<Asked> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  const body = Buffer.concat(all).toString();
  const signedBy = /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  return { target: String(headers['x-amz-target'] ?? new URLSearchParams(body).get('Action')), body, signedBy };
}

function write(response: ServerResponse, reply: Exclude<Reply, 'drop'>): void {
  const { status = 200, body, requestId = 'req-1' } = reply;
  const type = typeof body === 'string' ? 'text/xml' : 'application/x-amz-json-1.1';
  response.writeHead(status, { 'content-type': type, 'x-amzn-requestid': requestId });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

const open = new Set<Scripted>();

export async function script(answer: (asked: Asked, n: number) => Reply): Promise<Scripted> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const one = await read(request, request);
    asked.push(one);
    const reply = answer(one, asked.length);
    if (reply === 'drop') request.socket.destroy();
    else write(response, reply);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const scripted: Scripted = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      open.delete(scripted);
      server.closeAllConnections();
      await new Promise((closed) => {
        server.close(closed);
      });
    },
  };
  open.add(scripted);
  return scripted;
}

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const scripted of open) await scripted.close();
}

export const refusal = (type: string, message: string, status = 400): Reply => ({
  status,
  body: { __type: `com.amazonaws.ecs#${type}`, message },
  requestId: 'req-9',
});
