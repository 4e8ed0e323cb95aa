import type { IncomingMessage, ServerResponse } from 'node:http';
import { asFailure, type Failure } from '#domain/failure.ts';
import { isObject, type JsonObject } from '#domain/json.ts';
import type { Core } from './core.ts';
import { unfolded } from './json-object.ts';
import type { Args } from './message-content.ts';
import { METHODS } from './methods/index.ts';
import { readBody } from './read-body.ts';
import { slackError } from './slack-error.ts';

function readArgs(body: string, contentType: string | undefined): Args {
  if (!contentType?.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(body));
  const args = unfolded(body);
  if (!isObject(args)) throw slackError('invalid_json');
  return args;
}

function checkToken({ workspace: { options } }: Core, name: string, token: unknown): void {
  const needed = name === 'apps.connections.open' ? options.appToken : options.botToken;
  if (token === undefined || token === '') throw slackError('not_authed');
  if (token === needed) return;
  throw slackError(
    token === options.botToken || token === options.appToken ? 'not_allowed_token_type' : 'invalid_auth',
  );
}

const refusal = (name: string, { code, message }: Failure): JsonObject => ({
  ok: false,
  error: code,
  ...(code === 'unknown_method' ? { req_method: name } : {}),
  ...(message === code ? {} : { response_metadata: { messages: message.split('\n') } }),
});

interface Call {
  readonly name: string;
  readonly host: string;
  readonly read: () => Args;
}

/** Every refusal is also a complaint: the bot should not have asked. */
function perform(core: Core, { name, host, read }: Call): JsonObject {
  try {
    const { token, ...args } = read();
    core.workspace.remember({ method: name, ...args });
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (!method) throw slackError('unknown_method');
    checkToken(core, name, token);
    return { ok: true, ...method(core, args, host) };
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind === 'bug') throw thrown;
    core.workspace.complain(`${name}: ${failure.code}${failure.message === failure.code ? '' : ` ${failure.message}`}`);
    return refusal(name, failure);
  }
}

/** POST /slack/api/<method>, form or JSON, the token in the header or the body (https://docs.slack.dev/apis/web-api). */
export async function answerWebApi(core: Core, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://practice');
  const { authorization, host = '127.0.0.1', 'content-type': contentType } = request.headers;
  const body = await readBody(request);
  const answer = perform(core, {
    name: pathname.replace('/slack/api/', ''),
    host,
    read: () => ({
      ...Object.fromEntries(searchParams),
      ...readArgs(body, contentType),
      ...(authorization ? { token: authorization.replace(/^Bearer /, '') } : {}),
    }),
  });
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer));
}

/** POST /slack/respond/<id>: what the bot answers to a command or a click. */
export async function answerResponseUrl(core: Core, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const id = new URL(request.url ?? '', 'http://practice').pathname.replace('/slack/respond/', '');
  try {
    const args = readArgs(await readBody(request), 'application/json');
    core.workspace.remember({ method: 'response_url', ...args });
    core.responses.use(id, args);
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind === 'bug') throw thrown;
    core.workspace.complain(`response_url: ${failure.code} ${failure.message}`);
    response
      .writeHead(404, { 'content-type': 'application/json' })
      .end(JSON.stringify({ ok: false, error: failure.code }));
  }
}
