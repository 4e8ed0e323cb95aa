import { Failure } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type { Call } from '../ports/calls-read.ts';
import type { Read } from '../ports.ts';
import { fieldOf } from './field.ts';

export interface Guard {
  readonly service?: string | undefined;
  readonly operation: string;
  readonly parameters: JsonObject;
  readonly fields: readonly string[];
}

/** A field that is not there guards nothing, so it is a mistake of the author's. */
function needed(answer: JsonObject, path: string, { service, operation }: Call): Json {
  const found = fieldOf(answer, path);
  if (found !== undefined) return found;
  throw new Failure('user', 'no-such-field', `aws.call: the answer of ${service}:${operation} has no "${path}".`, {
    hint: 'Name a member that is always there, such as the list around it.',
  });
}

/** What must not move between the approval and the call, by its path. */
export async function readGuard(guard: Guard, service: string, read: Read): Promise<JsonObject> {
  const call = { service: guard.service ?? service, operation: guard.operation, parameters: guard.parameters };
  const answer = await read.calls.read(call);
  return Object.fromEntries(guard.fields.map((path) => [`${call.operation} ${path}`, needed(answer, path, call)]));
}

/** The field that proves the call, as it is now; null where it is not there yet. */
export async function readProof(proof: Call & { readonly field: string }, read: Read): Promise<Json> {
  const { service, operation, parameters, field } = proof;
  return fieldOf(await read.calls.read({ service, operation, parameters }), field) ?? null;
}
