import type { IncomingHttpHeaders } from 'node:http';
import { isObject, type JsonObject } from '#domain/json.ts';
import type { ServiceId } from '../operations/operation.ts';
import { refusal, unsupported } from '../refusal.ts';
import { parseForm } from './form.ts';

/** AWS JSON 1.1, AWS JSON 1.0 and the query protocol; EC2 has a query protocol of its own. */
export type Protocol = 'json' | 'json10' | 'query' | 'ec2';

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
  secretsmanager: 'secretsmanager',
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
  Route53AutoNaming_v20170314: 'servicediscovery',
  AnyScaleFrontendService: 'application-autoscaling',
  CloudTrail_20131101: 'cloudtrail',
  GraniteServiceVersion20100801: 'cloudwatch',
  AWSStepFunctions: 'states',
};

/** Version of the query protocol's service, which tells them apart. */
const versions: Readonly<Record<string, ServiceId>> = {
  '2011-06-15': 'sts',
  '2015-12-01': 'elasticloadbalancing',
  '2010-05-08': 'iam',
  '2016-11-15': 'ec2',
};

const json = /^application\/x-amz-json-1\.[01]$/;
const form = 'application/x-www-form-urlencoded';

/** Most services speak AWS JSON, some the query protocol; anything else is refused by name, so that an SDK that changes is noticed. */
export function decode(headers: IncomingHttpHeaders, body: string): Request {
  const type = headers['content-type']?.split(';')[0] ?? '';
  if (json.test(type)) return decodeJson(String(headers['x-amz-target'] ?? ''), body);
  if (type === form) return decodeForm(body);
  throw unsupported(`the content type ${type}`);
}

export function protocolOf({ 'content-type': type = '' }: IncomingHttpHeaders, body: string): Protocol {
  if (type.startsWith(form)) return new URLSearchParams(body).get('Version') === '2016-11-15' ? 'ec2' : 'query';
  return type.startsWith('application/x-amz-json-1.0') ? 'json10' : 'json';
}

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
  const service = versions[String(Version)];
  if (!service) throw unsupported(`the query protocol's version ${String(Version)}`);
  return { service, op: String(Action), params };
}
