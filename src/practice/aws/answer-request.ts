import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { asFailure, type Failure } from '#domain/failure.ts';
import { isObject, type JsonObject } from '#domain/json.ts';
import { readBody } from '#practice/slack/read-body.ts';
import type { Call } from './call.ts';
import { type Front, type Outcome, outcomeOf, refused } from './outcome.ts';
import { neededOperation, newCall } from './perform.ts';
import { principalOf } from './principal.ts';
import { decode, protocolOf } from './wire/decode.ts';
import { type AwsError, encodeAnswer, encodeError, type Reply } from './wire/encode.ts';

/** Reads one request, lets it have its effect, logs it, and answers it, or does not if that was ordered. */
export async function answerRequest(
  front: Front & { readonly catchUp: () => void },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  front.catchUp();
  const { op, outcome } = take(front, request, body);
  const asked = { protocol: protocolOf(request.headers, body), op, id: randomUUID() };
  if (outcome.kind === 'dropped') request.socket.destroy();
  if (outcome.kind === 'refused') send(response, encodeError(asked, awsError(outcome.error)));
  if (outcome.kind !== 'answered') return;
  if (outcome.delay > 0) await new Promise((resolve) => setTimeout(resolve, outcome.delay));
  send(response, encodeAnswer(asked, outcome.answer));
}

/** What cannot even be read as a call is refused without a line in the log. */
function take(front: Front, { headers }: IncomingMessage, body: string): { op: string; outcome: Outcome } {
  try {
    const { service, op, params } = decode(headers, body);
    const operation = neededOperation(op, service);
    const principal = principalOf(front.account, headers.authorization);
    const call = newCall(front.account, operation, params, principal);
    const outcome = outcomeOf(front, { operation, params, principal });
    front.calls.push({ ...call, invocationId: String(headers['amz-sdk-invocation-id'] ?? ''), ...told(outcome) });
    return { op, outcome };
  } catch (thrown) {
    return { op: '', outcome: refused(asFailure(thrown)) };
  }
}

function told(outcome: Outcome): Pick<Call, 'applied' | 'error'> {
  const { applied } = outcome;
  if (outcome.kind === 'answered') return { applied };
  return { applied, error: outcome.kind === 'refused' ? outcome.error.code : outcome.kind };
}

/** A mistake of the simulation itself must not look like one of AWS's, which an SDK would try again. */
function awsError({ kind, code, message, cause }: Failure): AwsError {
  if (kind === 'bug')
    return { name: 'PracticeBug', message: `The practice AWS failed: ${String(cause)}`, members: {}, status: 400 };
  const members = kind === 'refused' && isObject(cause) ? (cause as JsonObject) : {};
  return { name: code, message, members, status: kind === 'transient' ? 500 : 400 };
}

const send = (response: ServerResponse, { status, headers, body }: Reply): void => {
  response.writeHead(status, headers).end(body);
};
