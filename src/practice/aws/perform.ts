import type { JsonObject } from '#domain/json.ts';
import type { Account } from './account.ts';
import type { Call } from './call.ts';
import { operations } from './operations/list.ts';
import type { Operation, ServiceId } from './operations/operation.ts';
import { refuseUnknown } from './params.ts';
import type { Principal } from './principal.ts';
import { unsupported } from './refusal.ts';

/** The operation, or an error that names what the practice AWS does not do. */
export function neededOperation(op: string, service?: ServiceId): Operation {
  const found = operations.find((one) => one.name === op && (service === undefined || one.service === service));
  if (!found) throw unsupported(`the operation ${service ? `${service}:` : ''}${op}`);
  return found;
}

export function perform(account: Account, operation: Operation, params: JsonObject, principal: Principal): JsonObject {
  refuseUnknown(params, operation.members, operation.name);
  return operation.perform(account, params, principal);
}

/** Performs and logs an operation of somebody who did not come over HTTP. */
export function performAs(
  { account, calls }: { account: Account; calls: Call[] },
  op: string,
  params: JsonObject,
  arn: string,
): JsonObject {
  const operation = neededOperation(op);
  const principal = { arn, accessKeyId: '' };
  const answer = perform(account, operation, params, principal);
  calls.push({ ...newCall(account, operation, params, principal), applied: true });
  return answer;
}

export function newCall(
  account: Account,
  operation: Operation,
  params: JsonObject,
  { arn, accessKeyId, session }: Principal,
): Call {
  return {
    t: account.now,
    wall: Date.now(),
    service: operation.service,
    op: operation.name,
    write: operation.isWrite,
    params: withoutSecrets(operation, params),
    principal: arn,
    accessKeyId,
    invocationId: '',
    applied: false,
    ...(session && { sessionName: session.name }),
    ...(session?.sourceIdentity !== undefined && { sourceIdentity: session.sourceIdentity }),
  };
}

const withoutSecrets = ({ secrets = [] }: Operation, params: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, secrets.includes(key) ? '***' : value]));
