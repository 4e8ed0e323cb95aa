import type { AwsRequest } from '#actions/contract.ts';
import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import type { Sent } from '#engine/ports.ts';
import type { WriteSettings } from './clients.ts';
import { unsent } from './errors.ts';
import { type Operation, operationOf } from './operations.ts';

/** A copy in which each `{ $sealed: id }` is the secret itself. */
function open(value: Json, unseal: (id: string) => string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => open(item, unseal));
  if (!isObject(value)) return value;
  const members = value as JsonObject;
  const id = members['$sealed'];
  if (typeof id === 'string') return unseal(id);
  return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, open(member, unseal)]));
}

/** Validation errors quote the value that they complain about, sometimes cut short; so these words are withheld altogether. */
const quotes = /^(?:\d+ validation errors? detected|Value )/;

const hider =
  (secrets: readonly string[]) =>
  (text: string): string => {
    if (secrets.length > 0 && quotes.test(text)) return 'The service found the value invalid; its words are withheld.';
    return secrets.reduce((so, secret) => so.replaceAll(secret, '(secret)'), text);
  };

const notSent = (code: string, message: string): Sent => ({ outcome: 'refused', throttled: false, code, message });

/** What the SDK hands back as JSON; its own notes left out. */
const json = ({ $metadata: _, ...answer }: Record<string, unknown>): JsonObject => JSON.parse(JSON.stringify(answer));

async function call(
  operation: Operation,
  settings: WriteSettings,
  params: JsonObject,
  hide: (text: string) => string,
): Promise<Sent> {
  try {
    const answer = await operation(settings, params);
    const { requestId } = answer.$metadata;
    return { outcome: 'answered', answer: json({ ...answer }), ...(requestId === undefined ? {} : { requestId }) };
  } catch (error) {
    return unsent(error, hide);
  }
}

export interface Allowance {
  readonly unseal: (id: string) => string;
  /** Calls that the environment allows besides those of the catalogue's actions: `ecs:TagResource`. */
  readonly listed: readonly string[];
}

/** One request, sent at most once. Secrets are opened here, and appear in nothing that is handed back. */
export async function send(settings: WriteSettings, request: AwsRequest, { unseal, listed }: Allowance): Promise<Sent> {
  const operation = operationOf(request, listed);
  if (!operation)
    return notSent('not-allowed', `${request.service}:${request.operation} is not a call Stepward makes.`);
  const secrets: string[] = [];
  let params: JsonObject;
  try {
    params = open(request.params, (id) => {
      const secret = unseal(id);
      secrets.push(secret);
      return secret;
    }) as JsonObject;
  } catch {
    return notSent('not-opened', 'A sealed secret could not be opened, so nothing was sent.');
  }
  return call(operation, settings, params, hider(secrets));
}
