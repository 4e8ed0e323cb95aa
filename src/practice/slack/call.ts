import { asFailure, type Failure } from '#domain/failure.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Args } from './args.ts';
import { lackingScope } from './check-scopes.ts';
import type { Core } from './core.ts';
import { METHODS } from './methods/index.ts';
import { termsOf } from './methods/terms.ts';
import { slackError } from './slack-error.ts';

export interface Call {
  readonly name: string;
  /** Where the caller reached us. */
  readonly host: string;
  readonly token: string | undefined;
  readonly args: Args;
}

/** Without a body the connection is cut. */
export interface Reply {
  readonly status: number;
  readonly retryAfter?: number;
  readonly body?: JsonObject;
}

const no = (error: string): Reply => ({ status: 200, body: { ok: false, error } });
const tooMany = (seconds: number): Reply => ({
  status: 429,
  retryAfter: seconds,
  body: { ok: false, error: 'ratelimited' },
});
const UNAVAILABLE: Reply = { status: 503, body: { ok: false, error: 'service_unavailable' } };
const CUT: Reply = { status: 503 };

function checkToken({ workspace: { options } }: Core, { name, token }: Call): void {
  const needed = name === 'apps.connections.open' ? options.appToken : options.botToken;
  if (!token) throw slackError('not_authed');
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

/** What the method does, or why it does not. */
function perform(core: Core, call: Call): JsonObject {
  const { name, args, host } = call;
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  const terms = termsOf(name);
  if (!method || !terms) throw slackError('unknown_method');
  checkToken(core, call);
  return lackingScope(core.workspace.options, name, terms, args) ?? { ok: true, ...method(core, args, host) };
}

/** Every refusal is also a complaint: the bot should not have asked. */
function answerTo(core: Core, call: Call): JsonObject {
  const { complain } = core.workspace;
  try {
    const answer = perform(core, call);
    if (answer['ok'] === false) complain(`${call.name}: ${String(answer['error'])} ${String(answer['needed'] ?? '')}`);
    return answer;
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind === 'bug') throw thrown;
    complain(`${call.name}: ${failure.code}${failure.message === failure.code ? '' : ` ${failure.message}`}`);
    return refusal(call.name, failure);
  }
}

/** Seconds that the caller has to wait, if it calls too often. */
function excess(core: Core, { name, args }: Call): number | undefined {
  const { limits } = core.workspace;
  const terms = termsOf(name);
  if (!terms) return undefined;
  return (
    limits.call(name, terms.perMinute) ??
    (name === 'chat.postMessage' ? limits.post(String(args['channel'])) : undefined)
  );
}

/** The reply to one call, with whatever goes wrong today. */
export async function replyTo(core: Core, call: Call): Promise<Reply> {
  const { faults, remember } = core.workspace;
  remember({ method: call.name, ...call.args });
  const struck = faults.strike(call.name, call.args);
  const slow = struck.get('slow');
  if (slow) await new Promise((resolve) => setTimeout(resolve, slow.ms));
  const wait = struck.has('rate-limited') ? 1 : excess(core, call);
  if (wait !== undefined) return tooMany(wait);
  if (struck.has('failed-before')) return UNAVAILABLE;
  if (struck.has('revoked')) return no('token_revoked');
  if (struck.has('no-plan')) return no('invalid_blocks');
  const body = answerTo(core, call);
  if (struck.has('failed-after')) return UNAVAILABLE;
  if (struck.has('dropped-after')) return CUT;
  return struck.has('fatal') ? no('fatal_error') : { status: 200, body };
}
