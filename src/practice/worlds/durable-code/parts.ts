import type { JsonObject } from '#domain/json.ts';
import type { AlarmSeed } from '../seeds/alarm.ts';
import type { ListenerSeed } from '../seeds/balancing.ts';
import type { RepositorySeed } from '../seeds/repository.ts';
import type { Happening, Program, ServiceSeed, TaskDefinitionSeed, World } from '../world.ts';

/**
 * durable-code in its dev environment: a page and an API on Fargate behind one load balancer, found by each other in Cloud Map.
 * Its worlds differ in the rules of the load balancer, in what is registered, and in what is being deployed.
 */

export const cluster = 'durableai-dev-cluster';
export const backend = 'durable-code-dev-backend';
export const frontend = 'durable-code-dev-frontend';
const terraform = 'arn:aws:sts::{account}:assumed-role/terraform/durable-code';
const balancer = 'durable-code-dev-alb';
const ports: Readonly<Record<string, number>> = { [backend]: 8_000, [frontend]: 3_000 };
const apiKey = '/durable-code/dev/api-key';

/** The server of the oscilloscope; `healthy` is false of a version whose health check always fails. */
const api = (version: string, healthy = true): Program => ({
  tools: ['curl'],
  readyAfter: 5,
  provides: ['8000'],
  says: [{ at: 1, text: `INFO:     Started server process, version ${version}` }],
  saysReady: 'INFO:     Uvicorn running on http://0.0.0.0:8000',
  repeats: { every: 30, text: `INFO:     "GET /health HTTP/1.1" ${healthy ? '200 OK' : '503 Service Unavailable'}` },
  web: {
    '/health': healthy ? { body: '{"status":"healthy"}' } : { status: 503, body: '{"status":"no sample source"}' },
    '/docs': { body: '<title>durable-code API</title>' },
    '/api/oscilloscope/config': { body: `{"sample_rate":1000,"version":"${version}"}` },
    '/api/oscilloscope/stream': { messages: ['{"samples":[0,0.31,0.59]}', '{"samples":[0.81,0.95,1]}'] },
  },
});

/** Any path of the page is answered with the page itself, so that 200 says little. */
const page = (version: string): Program => ({
  tools: ['wget'],
  readyAfter: 2,
  provides: ['3000'],
  says: [{ at: 1, text: `nginx: serving durable-code ${version}` }],
  saysReady: 'nginx: start worker processes',
  web: { '*': { body: '<!doctype html><title>durable-code</title>' } },
});

/** What each image does; 5 is the next version of both, and 6 of the API never becomes healthy. */
const images: Readonly<Record<string, Program>> = {
  ...Object.fromEntries(['v2', 'v3', 'v4', 'v5'].map((tag) => [`backend ${tag}`, api(tag)])),
  'backend v6': api('v6', false),
  ...Object.fromEntries(['v2', 'v3', 'v4', 'v5'].map((tag) => [`frontend ${tag}`, page(tag)])),
};

const image = (part: string, tag: string, daysOld: number) => ({
  tags: [tag],
  program: `${part} ${tag}`,
  daysOld,
  architectures: ['amd64'],
});

/** No tag may be moved to another image: every version has its own. */
const repositories: readonly RepositorySeed[] = [
  {
    name: 'durable-code-backend',
    mutability: 'IMMUTABLE',
    images: [
      { ...image('backend', 'v2', 90), status: 'ARCHIVED' },
      image('backend', 'v3', 12),
      image('backend', 'v4', 5),
      image('backend', 'v5', 1),
      { ...image('backend', 'v6', 0), tags: ['v6', 'v6-rc1'] },
      {
        tags: ['v5-arm'],
        program: 'backend v5',
        digest: `sha256:${'a'.repeat(64)}`,
        daysOld: 1,
        architectures: ['arm64'],
      },
    ],
  },
  {
    name: 'durable-code-frontend',
    mutability: 'IMMUTABLE',
    images: [image('frontend', 'v3', 12), image('frontend', 'v4', 5), image('frontend', 'v5', 1)],
  },
];

const healthChecks: Readonly<Record<string, string>> = {
  [backend]: 'curl -f http://localhost:8000/health',
  [frontend]: 'wget -q -O /dev/null http://localhost:3000/',
};

/** A revision as Terraform registers it: one small container on Fargate. */
export const revision = (family: string, number: number): TaskDefinitionSeed => {
  const part = family.replace('durable-code-dev-', '');
  const container: JsonObject = {
    name: part,
    image: `{account}.dkr.ecr.{region}.amazonaws.com/durable-code-${part}:v${number}`,
    essential: true,
    portMappings: [{ containerPort: ports[family] ?? 0, protocol: 'tcp' }],
    environment: [{ name: 'ENVIRONMENT', value: 'dev' }],
    ...(family === backend && { secrets: [{ name: 'API_KEY', valueFrom: apiKey }] }),
    healthCheck: { command: ['CMD-SHELL', healthChecks[family] ?? ''], interval: 10, retries: 3, startPeriod: 10 },
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': `/ecs/durable-code-dev/${part}`,
        'awslogs-region': '{region}',
        'awslogs-stream-prefix': 'ecs',
      },
    },
  };
  return {
    revision: number,
    registeredBy: terraform,
    definition: {
      family,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      executionRoleArn: 'arn:aws:iam::{account}:role/durable-code-dev-execution',
      containerDefinitions: [container],
    },
  };
};

/** Deployed with revision 3 first. */
export const service = (name: string, registered: boolean): ServiceSeed => ({
  name,
  taskDefinition: `${name}:3`,
  desiredCount: name === backend ? 2 : 1,
  launchType: 'FARGATE',
  deploymentConfiguration: {
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    deploymentCircuitBreaker: { enable: true, rollback: true },
  },
  network: { subnets: ['subnet-0d1a', 'subnet-0d1b'], securityGroups: ['sg-0d1'] },
  loadBalancers: [{ targetGroup: name, container: name.replace('durable-code-dev-', ''), port: ports[name] ?? 0 }],
  ...(registered && { registries: [`${name.replace('durable-code-dev-', '')}.dev.local`] }),
});

/** What the API answers beside the oscilloscope: five values, as many as one rule may have. */
const apiRule = {
  priority: 10,
  paths: ['/health', '/docs', '/redoc', '/openapi.json', '/api/health'],
  forward: backend,
};

export const listener = (more: ListenerSeed['rules'] = []): ListenerSeed => ({
  loadBalancer: balancer,
  port: 80,
  rules: [apiRule, ...more],
  otherwise: frontend,
});

/** The one about slow answers rings from forty minutes after the beginning on, for an hour. */
const alarms: readonly AlarmSeed[] = [
  { name: 'durable-code-dev-unhealthy-targets' },
  { name: 'durable-code-dev-errors' },
  { name: 'durable-code-dev-latency', rings: [{ from: 2_400, to: 6_000 }], reason: 'slower than two seconds' },
];

/** Terraform changes one service. */
export const update = (at: number, name: string, change: JsonObject): Happening => ({
  at,
  operation: 'UpdateService',
  parameters: { cluster, service: name, ...change },
  by: terraform,
});

/** Version 4 after version 3, as Terraform applied it. */
export const deployed: readonly Happening[] = [
  update(300, backend, { taskDefinition: `${backend}:4` }),
  update(420, frontend, { taskDefinition: `${frontend}:4` }),
];

export const durable: Omit<World, 'id' | 'title' | 'services' | 'listeners' | 'history'> = {
  cluster,
  hosts: [],
  images,
  repositories,
  taskDefinitions: [revision(backend, 3), revision(backend, 4), revision(frontend, 3), revision(frontend, 4)],
  logGroups: ['backend', 'frontend'].map((part) => `/ecs/durable-code-dev/${part}`),
  parameters: [
    {
      name: apiKey,
      type: 'SecureString',
      versions: [{ value: 'practice-canary-durable-code-api-key', labels: ['current'], by: terraform }],
    },
  ],
  targetGroups: [
    { name: backend, port: 8_000, healthPath: '/health', deregistrationDelay: 20 },
    { name: frontend, port: 3_000, deregistrationDelay: 20 },
  ],
  namespaces: [
    {
      name: 'dev.local',
      services: [
        { name: 'backend', ttl: 10 },
        { name: 'frontend', ttl: 10 },
      ],
    },
  ],
  alarms,
  web: [{ host: `${balancer}-1234567890.{region}.elb.amazonaws.com`, loadBalancer: balancer, port: 80 }],
};
