import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { asFailure, type Failure, forPeople } from '#domain/failure.ts';
import { handleControl } from './aws/control.ts';
import { refusalOf } from './loopback.ts';
import type { World } from './page/ports.ts';
import { pageRoutes, type Route } from './page/routes.ts';

export interface PracticeServerOptions extends World {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
}

export interface PracticeServer {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

type Socket = Parameters<World['slack']['upgrade']>[1];

const STATUS: Readonly<Record<Failure['kind'], number>> = { user: 400, refused: 403, transient: 503, bug: 500 };

function sendFailure(response: ServerResponse, failure: Failure): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = { ok: false, error: failure.code, message: forPeople(failure) };
  response.writeHead(STATUS[failure.kind], { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A bug is ours: its cause goes to the terminal, never to the page. */
function warn({ kind, cause }: Failure): void {
  if (kind === 'bug') process.emitWarning(cause instanceof Error ? cause : String(cause));
}

/** The SDK posts to the bare address: JSON protocols name their target, STS sends a form. */
const isAwsCall = ({ method, url = '', headers }: IncomingMessage): boolean =>
  url.startsWith('/aws') ||
  headers['x-amz-target'] !== undefined ||
  (method === 'POST' &&
    url === '/' &&
    headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true);

function createRouter(world: World): Route {
  const { aws, slack } = world;
  const page = pageRoutes(world);
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (isAwsCall(request)) return aws.handle(request, response);
    if (path.startsWith('/_sim/')) return handleControl(aws, request, response);
    if (path.startsWith('/slack/')) return slack.handle(request, response);
    const route = page[`${request.method} ${path}`];
    if (route) return route(request, response);
    response.writeHead(404, { 'content-type': 'text/plain' }).end(`There is nothing at ${path}.\n`);
  };
}

/** A host of the world has a name of its own, and no page: what it answers is made up. */
async function answer({ aws }: World, route: Route, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const isWorlds = aws.web.serves(request);
  const refusal = isWorlds ? undefined : refusalOf(request.headers, request.method);
  if (refusal) {
    response.writeHead(403, { 'content-type': 'text/plain' }).end(`${refusal}\n`);
    return;
  }
  try {
    await (isWorlds ? aws.web.handle : route)(request, response);
  } catch (thrown) {
    const failure = asFailure(thrown);
    warn(failure);
    sendFailure(response, failure);
  }
}

function upgrade({ aws, slack }: World, request: IncomingMessage, socket: Socket, head: Buffer): void {
  if (aws.web.serves(request)) {
    aws.web.upgrade(request, socket, head);
    return;
  }
  const isOwn = refusalOf(request.headers, 'POST') === undefined;
  if (isOwn && request.url?.startsWith('/slack/link')) slack.upgrade(request, socket, head);
  else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** One port for the whole practice world: AWS, Slack, the page. Rejects with Node's error if the port is taken. */
export async function startPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const route = createRouter(options);
  const server = createServer((request, response) => void answer(options, route, request, response));
  server.on('upgrade', (request, socket, head) => upgrade(options, request, socket, head));
  await listen(server, options.port, options.host);
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : options.port;
  return {
    url: `http://${options.host}:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        options.slack.close();
        server.closeAllConnections();
      }),
  };
}
