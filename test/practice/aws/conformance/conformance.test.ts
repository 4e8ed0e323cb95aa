import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { operations } from '#practice/aws/operations/list.ts';
import { type OpenAccount, openAccount, role } from '../account.ts';
import { machineArn, shop } from '../shop.ts';
import { requests, type There } from './requests.ts';

type Sdk = Readonly<Record<string, unknown>>;

/** The real SDK's client of a service, by the name that IAM gives it; and what tells its requests apart on the wire. */
const clients: Readonly<Record<string, readonly [load: () => Promise<Sdk>, client: string, wire: string]>> = {
  sts: [() => import('@aws-sdk/client-sts'), 'STSClient', '2011-06-15'],
  ecs: [() => import('@aws-sdk/client-ecs'), 'ECSClient', 'AmazonEC2ContainerServiceV20141113'],
  ssm: [() => import('@aws-sdk/client-ssm'), 'SSMClient', 'AmazonSSM'],
  secretsmanager: [() => import('@aws-sdk/client-secrets-manager'), 'SecretsManagerClient', 'secretsmanager'],
  logs: [() => import('@aws-sdk/client-cloudwatch-logs'), 'CloudWatchLogsClient', 'Logs_20140328'],
  ecr: [() => import('@aws-sdk/client-ecr'), 'ECRClient', 'AmazonEC2ContainerRegistry_V20150921'],
  elasticloadbalancing: [
    () => import('@aws-sdk/client-elastic-load-balancing-v2'),
    'ElasticLoadBalancingV2Client',
    '2015-12-01',
  ],
  servicediscovery: [
    () => import('@aws-sdk/client-servicediscovery'),
    'ServiceDiscoveryClient',
    'Route53AutoNaming_v20170314',
  ],
  cloudwatch: [() => import('@aws-sdk/client-cloudwatch'), 'CloudWatchClient', 'GraniteServiceVersion20100801'],
  'application-autoscaling': [
    () => import('@aws-sdk/client-application-auto-scaling'),
    'ApplicationAutoScalingClient',
    'AnyScaleFrontendService',
  ],
  cloudtrail: [() => import('@aws-sdk/client-cloudtrail'), 'CloudTrailClient', 'CloudTrail_20131101'],
  iam: [() => import('@aws-sdk/client-iam'), 'IAMClient', '2010-05-08'],
  ec2: [() => import('@aws-sdk/client-ec2'), 'EC2Client', '2016-11-15'],
  states: [() => import('@aws-sdk/client-sfn'), 'SFNClient', 'AWSStepFunctions'],
};

interface Client {
  send(command: unknown): Promise<JsonObject>;
}

let account: OpenAccount;
let there: There;
beforeAll(async () => {
  const small = shop({}, { hostPort: 3001 });
  const world = {
    ...small,
    repositories: [{ name: 'api', images: [{ tags: ['1'], program: Object.keys(small.images)[0] ?? '' }] }],
    roles: [{ name: 'api-execution', trust: ['ecs-tasks.amazonaws.com'], statements: [] }],
    scalableTargets: [{ service: 'api', min: 1, max: 4 }],
    documents: [
      {
        name: 'mend',
        type: 'Automation' as const,
        versions: 2,
        steps: [{ name: 'rest', action: 'aws:sleep' as const, seconds: 5 }],
      },
    ],
  };
  const limits = { parameters: Number.POSITIVE_INFINITY, lookUps: Number.POSITIVE_INFINITY };
  account = await openAccount(world, { limits });
  there = await lookAround();
});
afterAll(() => account.close());

async function send(service: string, op: string, params: JsonObject): Promise<JsonObject> {
  const [load, client] = clients[service] ?? [];
  const sdk = (await load?.()) ?? {};
  const Made = sdk[client ?? ''] as new (config: unknown) => Client;
  const Command = sdk[`${op}Command`] as new (params: JsonObject) => unknown;
  return new Made({ ...account.config, disableHostPrefix: true }).send(new Command(params));
}

/** The first text in an answer, at a path of names. */
function pick(answer: JsonObject, ...path: readonly string[]): string {
  const found = path.reduce<unknown>((value, key) => {
    const one = Array.isArray(value) ? value[0] : value;
    return (one as Record<string, unknown> | undefined)?.[key];
  }, answer);
  return String(Array.isArray(found) ? found[0] : found);
}

async function lookAround(): Promise<There> {
  const services = await send('ecs', 'DescribeServices', { cluster: 'c', services: ['api'] });
  const groups = await send('elasticloadbalancing', 'DescribeTargetGroups', {});
  const balancers = await send('elasticloadbalancing', 'DescribeLoadBalancers', {});
  const listeners = await send('elasticloadbalancing', 'DescribeListeners', {
    LoadBalancerArn: pick(balancers, 'LoadBalancers', 'LoadBalancerArn'),
  });
  return {
    task: pick(await send('ecs', 'ListTasks', { cluster: 'c' }), 'taskArns'),
    instance: pick(await send('ecs', 'ListContainerInstances', { cluster: 'c' }), 'containerInstanceArns'),
    service: pick(services, 'services', 'serviceArn'),
    deployment: pick(services, 'services', 'currentServiceDeployment'),
    revision: pick(services, 'services', 'currentServiceRevisions', 'arn'),
    registry: pick(services, 'services', 'serviceRegistries', 'registryArn'),
    targetGroup: pick(groups, 'TargetGroups', 'TargetGroupArn'),
    listener: pick(listeners, 'Listeners', 'ListenerArn'),
    networkInterface: 'eni-0',
    stateMachine: machineArn,
    role,
  };
}

const rows = Object.entries(requests).flatMap(([service, all]) =>
  Object.entries(all).map(([op, asked]) => ({ service, op, ...asked })),
);

it('asks every operation', () => {
  const known = operations.map(({ service, name }) => `${service}:${name}`);
  expect(rows.map(({ service, op }) => `${service}:${op}`).sort()).toEqual(known.sort());
});

describe.each(rows)('$service:$op', ({ service, op, params, refused }) => {
  it(`answers the real SDK${refused === undefined ? '' : ` with ${refused}`}`, async () => {
    const name = await send(service, op, params(there)).then(
      () => undefined,
      (error: Error) => error.name,
    );
    expect(name).toBe(refused);
    const last = account.aws.calls().at(-1);
    expect([last?.service, last?.op]).toEqual([service, op]);
  });

  it('refuses a member that it does not know, by its name', async () => {
    const [, , wire = ''] = clients[service] ?? [];
    const isForm = /^\d{4}-/.test(wire);
    const headers = isForm
      ? { 'content-type': 'application/x-www-form-urlencoded' }
      : { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${wire}.${op}` };
    const response = await fetch(account.config.endpoint, {
      method: 'POST',
      headers: {
        ...headers,
        authorization: 'AWS4-HMAC-SHA256 Credential=AKIAPRACTICE/20260122/us-east-1/x/aws4_request',
      },
      body: isForm ? `Action=${op}&Version=${wire}&Bogus=1` : JSON.stringify({ Bogus: 1 }),
    });
    expect(response.status).toBe(400);
    const told = await response.text();
    expect(told).toContain('PracticeUnsupported');
    expect(told).toContain('Bogus');
  });
});
