import type { IncomingMessage, ServerResponse } from 'node:http';
import { asFailure } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';
import type { Args } from './args.ts';
import { type Call, type Reply, replyTo } from './call.ts';
import { grantedTo } from './check-scopes.ts';
import type { Core } from './core.ts';
import { receiveFile } from './files.ts';
import { unfolded } from './json-object.ts';
import { termsOf } from './methods/terms.ts';
import { readBody, readBytes } from './read-body.ts';
import { slackError } from './slack-error.ts';

function readArgs(body: string, contentType: string | undefined): Args {
  if (!contentType?.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(body));
  const args = unfolded(body);
  if (!isObject(args)) throw slackError('invalid_json');
  return args;
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://practice');
  const { authorization, host = '127.0.0.1', 'content-type': contentType } = request.headers;
  const { token, ...args } = {
    ...Object.fromEntries(searchParams),
    ...readArgs(await readBody(request), contentType),
    ...(authorization ? { token: authorization.replace(/^Bearer /, '') } : {}),
  };
  return {
    name: pathname.replace('/slack/api/', ''),
    host,
    token: typeof token === 'string' ? token : undefined,
    args,
  };
}

function send({ workspace: { options } }: Core, response: ServerResponse, name: string, reply: Reply): void {
  if (!reply.body) {
    response.destroy();
    return;
  }
  response
    .writeHead(reply.status, {
      'content-type': 'application/json; charset=utf-8',
      'x-oauth-scopes': grantedTo(options).join(','),
      'x-accepted-oauth-scopes': termsOf(name)?.scopes.join(',') ?? '',
      ...(reply.retryAfter === undefined ? {} : { 'retry-after': String(reply.retryAfter) }),
    })
    .end(JSON.stringify(reply.body));
}

/** POST /slack/api/<method>, form or JSON, the token in the header or the body (https://docs.slack.dev/apis/web-api). */
export async function answerWebApi(core: Core, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const call = await readCall(request);
    send(core, response, call.name, await replyTo(core, call));
  } catch (thrown) {
    const { kind, code } = asFailure(thrown);
    if (kind === 'bug') throw thrown;
    send(core, response, '', { status: 200, body: { ok: false, error: code } });
  }
}

/** Of what the bot posts elsewhere than to a method: text, or 404 with Slack's word. */
async function answerPlainly(
  { workspace }: Core,
  response: ServerResponse,
  { what, take }: { readonly what: string; readonly take: () => Promise<string> },
): Promise<void> {
  try {
    const said = await take();
    response.writeHead(200, { 'content-type': 'text/plain' }).end(said);
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind === 'bug') throw thrown;
    workspace.complain(`${what}: ${failure.code} ${failure.message}`);
    response
      .writeHead(404, { 'content-type': 'application/json' })
      .end(JSON.stringify({ ok: false, error: failure.code }));
  }
}

const lastOf = ({ url = '' }: IncomingMessage): string =>
  new URL(url, 'http://practice').pathname.split('/').at(-1) ?? '';

/** POST /slack/respond/<id>: what the bot answers to a command or a click. */
export const answerResponseUrl = (core: Core, request: IncomingMessage, response: ServerResponse): Promise<void> =>
  answerPlainly(core, response, {
    what: 'response_url',
    take: async () => {
      const args = readArgs(await readBody(request), 'application/json');
      core.workspace.remember({ method: 'response_url', ...args });
      core.responses.use(lastOf(request), args);
      return 'ok';
    },
  });

/** POST /slack/upload/<id>: the bytes of a file that the bot has announced. */
export const answerUpload = (core: Core, request: IncomingMessage, response: ServerResponse): Promise<void> =>
  answerPlainly(core, response, {
    what: 'upload',
    take: async () => {
      const bytes = await readBytes(request);
      receiveFile(core.workspace, lastOf(request), bytes);
      return `OK - ${bytes.length}`;
    },
  });
