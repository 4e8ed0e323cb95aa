import type { JsonObject } from '#domain/json.ts';
import type { SecretSeed } from '../seeds/secret.ts';
import type { Happening, ServiceSeed, TaskDefinitionSeed, World } from '../world.ts';
import { image, images, repositories, sessionSecret } from './programs.ts';

/**
 * Tony's chips: a shop of an API and a website on Fargate, one-off tasks for its migrations and its smoke test, and a pipeline in
 * Step Functions. Its worlds differ in how the website finds the API.
 */

const cluster = 'tonys-chips-sandbox';
const logs = '/ecs/tonys-chips/sandbox';
const dave = 'arn:aws:iam::{account}:user/dave';

const secret: SecretSeed = {
  name: sessionSecret,
  suffix: 'Qx7Lm2',
  value: '5e55104a11dec0de'.repeat(4),
};
const secrets = [
  {
    name: 'SESSION_SECRET',
    valueFrom: `arn:aws:secretsmanager:{region}:{account}:secret:${secret.name}-${secret.suffix}`,
  },
];

interface Part {
  readonly revision: number;
  readonly container: JsonObject;
}

/** A revision as the team's infrastructure code registers it. */
const registered = (name: string, { revision, container }: Part): TaskDefinitionSeed => ({
  revision,
  registeredBy: dave,
  definition: {
    family: `sandbox-tonys-chips-${name}`,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
    executionRoleArn: 'arn:aws:iam::{account}:role/tonys-chips-execution',
    containerDefinitions: [
      {
        name,
        essential: true,
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': `${logs}/${name}`, 'awslogs-region': '{region}', 'awslogs-stream-prefix': 'ecs' },
        },
        ...container,
      },
    ],
  },
});

const portMappings = (port: number): JsonObject[] => [{ containerPort: port, protocol: 'tcp' }];

/** @param check what of a health check the revision has */
export const api = (revision: number, check: JsonObject = {}): TaskDefinitionSeed =>
  registered('api', {
    revision,
    container: { image: image('api', '2025.10.20'), portMappings: portMappings(3_000), secrets, ...check },
  });

/** @param apiUrl where it finds the API */
export const web = (revision: number, apiUrl: string, check: JsonObject = {}): TaskDefinitionSeed =>
  registered('web', {
    revision,
    container: {
      image: image('web', '2025.10.20'),
      portMappings: portMappings(3_001),
      environment: [{ name: 'API_URL', value: apiUrl }],
      secrets,
      ...check,
    },
  });

/** A check that takes its default numbers from the team's own. */
export const healthCheck = (command: string): JsonObject => ({
  healthCheck: { command: ['CMD-SHELL', command], interval: 30, timeout: 5, retries: 3, startPeriod: 60 },
});

const smokeTest = (revision: number): TaskDefinitionSeed =>
  registered('smoke-test', {
    revision,
    container: {
      image: image('smoke-test', String(revision)),
      command: ['npm', 'run', 'test:e2e'],
      environment: [
        { name: 'API_URL', value: 'http://api.tonys-chips.local:3000' },
        { name: 'WEB_URL', value: 'http://chips.example.com' },
      ],
    },
  });

export const smokeTests = [2, 3].map(smokeTest);

export const service = (
  name: string,
  revision: number,
  { breaker = false, ...more }: Pick<ServiceSeed, 'loadBalancers' | 'registries'> & { readonly breaker?: boolean },
): ServiceSeed => ({
  name: `sandbox-tonys-chips-${name}`,
  taskDefinition: `sandbox-tonys-chips-${name}:${revision}`,
  desiredCount: 2,
  launchType: 'FARGATE',
  deploymentConfiguration: {
    minimumHealthyPercent: 50,
    maximumPercent: 200,
    ...(breaker && { deploymentCircuitBreaker: { enable: true, rollback: true } }),
  },
  network: { subnets: ['subnet-0a', 'subnet-0b'], securityGroups: [`sg-0${name}`] },
  ...more,
});

export const webTarget = { targetGroup: 'tonys-chips-web', container: 'web', port: 3_001 };

/** Somebody changes one service by hand. */
export const update = (at: number, name: string, change: JsonObject): Happening => ({
  at,
  operation: 'UpdateService',
  parameters: { cluster, service: `sandbox-tonys-chips-${name}`, ...change },
  by: dave,
});

/** @param more members of the parameters of the states that update services */
export const pipeline = (
  taskDefinition: (name: string) => JsonObject,
  more: JsonObject = {},
): Pick<World, 'stateMachines'> => {
  const updates = (name: string): JsonObject => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:ecs:updateService',
    Parameters: { Cluster: cluster, Service: `sandbox-tonys-chips-${name}`, ...taskDefinition(name), ...more },
    End: true,
  });
  const branch = (state: string, name: string): JsonObject => ({ StartAt: state, States: { [state]: updates(name) } });
  const runs = (task: string, next: JsonObject): JsonObject => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::ecs:runTask.sync',
    Parameters: { Cluster: cluster, TaskDefinition: `sandbox-tonys-chips-${task}` },
    ...next,
  });
  return {
    stateMachines: [
      {
        name: 'sandbox-tonys-chips-deploy',
        definition: {
          StartAt: 'RunMigrations',
          States: {
            RunMigrations: runs('api', { Next: 'DeployServices' }),
            DeployServices: {
              Type: 'Parallel',
              Branches: [branch('UpdateAPIService', 'api'), branch('UpdateWebService', 'web')],
              Next: 'WaitForHealthy',
            },
            WaitForHealthy: { Type: 'Wait', Seconds: 60, Next: 'RunSmokeTests' },
            RunSmokeTests: runs('smoke-test', { End: true }),
          },
        },
      },
    ],
  };
};

export const account: Omit<World, 'id' | 'title' | 'taskDefinitions' | 'services' | 'history'> = {
  cluster,
  hosts: [],
  images,
  repositories,
  logGroups: ['api', 'web', 'smoke-test'].map((name) => `${logs}/${name}`),
  parameters: [],
  secrets: [secret],
  namespaces: [{ name: 'tonys-chips.local', services: [{ name: 'api' }] }],
  targetGroups: [{ name: 'tonys-chips-web', port: 3_001, healthPath: '/health', deregistrationDelay: 20 }],
  listeners: [{ loadBalancer: 'tonys-chips', port: 80, otherwise: 'tonys-chips-web' }],
  web: [{ host: 'chips.example.com', loadBalancer: 'tonys-chips', port: 80 }],
  alarms: [{ name: 'tonys-chips-discovery' }, { name: 'tonys-chips-web-5xx' }],
};
