import type { IncomingHttpHeaders } from 'node:http';
import { isObject, type JsonObject } from '#domain/json.ts';
import type { ServiceId } from '../operations/operation.ts';
import { refusal, unsupported } from '../refusal.ts';
import { parseForm } from './form.ts';

export type Protocol = 'json' | 'query';

export interface Request {
  readonly service: ServiceId;
  readonly op: string;
  readonly params: JsonObject;
}

/** First part of `x-amz-target`, by service. */
const targets: Readonly<Record<string, ServiceId>> = {
  AmazonEC2ContainerServiceV20141113: 'ecs',
  AmazonSSM: 'ssm',
  Logs_20140328: 'logs',
};

const json = 'application/x-amz-json-1.1';
const form = 'application/x-www-form-urlencoded';

/** ECS, SSM and Logs speak AWS JSON 1.1, STS the query protocol; anything else is refused by name, so that an SDK that changes is noticed. */
export function decode(headers: IncomingHttpHeaders, body: string): Request {
  const type = headers['content-type']?.split(';')[0];
  if (type === json) return decodeJson(String(headers['x-amz-target'] ?? ''), body);
  if (type === form) return decodeForm(body);
  throw unsupported(`the content type ${type}`);
}

export const protocolOf = (headers: IncomingHttpHeaders): Protocol =>
  headers['content-type']?.startsWith(form) ? 'query' : 'json';

function decodeJson(target: string, body: string): Request {
  const [prefix = '', op = ''] = target.split('.');
  const service = targets[prefix];
  if (!service) throw unsupported(`the service ${prefix}`);
  const params: unknown = JSON.parse(body || '{}');
  if (!isObject(params)) throw refusal('SerializationException', 'The body is not a structure.');
  return { service, op, params: params as JsonObject };
}

function decodeForm(body: string): Request {
  const { Action, Version, ...params } = parseForm(body);
  if (Version !== '2011-06-15') throw unsupported(`the query protocol's version ${String(Version)}`);
  return { service: 'sts', op: String(Action), params };
}
