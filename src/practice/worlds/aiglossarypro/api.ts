import type { JsonObject } from '#domain/json.ts';
import type { RepositorySeed } from '../seeds/repository.ts';
import type { RoleSeed } from '../seeds/role.ts';
import type { SecretSeed } from '../seeds/secret.ts';
import type { Happening, Program, ServiceSeed, TaskDefinitionSeed, World } from '../world.ts';

/**
 * AIGlossaryPro: one API on Fargate, without a load balancer, on port 8080 of a public address that changes with every task. Its
 * database is elsewhere, and is reached over a websocket. Its worlds differ in how far its first deployment has come.
 */

const name = 'aiglossarypro-api';
const cluster = 'aiglossarypro';
const logs = `/ecs/${name}`;
const repository = `{account}.dkr.ecr.{region}.amazonaws.com/${name}`;
const ci = 'arn:aws:iam::{account}:user/deploy';

/** The variable that the program reads, the secret that holds it, and the six characters that AWS added to its ARN. */
const variables = [
  ['DATABASE_URL', 'database', 'Kd81Qw'],
  ['JWT_SECRET', 'jwt', 'x9TfLm'],
  ['OPENAI_API_KEY', 'openai', 'b2RvYe'],
  ['SESSION_SECRET', 'session', 'Zp47Hc'],
  ['FIREBASE_PRIVATE_KEY_BASE64', 'firebase-private-key', 'n0Ws3J'],
] as const;

const secrets: readonly SecretSeed[] = variables.map(([, secret, suffix]) => ({
  name: `aiglossarypro/${secret}`,
  suffix,
  value: `practice-canary-${secret}`,
}));

const arn = (secret: string): string => `arn:aws:secretsmanager:{region}:{account}:secret:aiglossarypro/${secret}`;
/** As ECS needs them, and as somebody wrote them who did not know that the six characters belong to the ARN. */
export const whole: readonly JsonObject[] = variables.map(([variable, secret, suffix]) => ({
  name: variable,
  valueFrom: `${arn(secret)}-${suffix}`,
}));
export const unsuffixed: readonly JsonObject[] = variables.map(([variable, secret]) => ({
  name: variable,
  valueFrom: arn(secret),
}));

/** Without its variables it ends without a word of why. */
const env = { require: variables.map(([variable]) => variable), silent: true };
const begins = { at: 0, text: 'Running node dist/index.js' };
const starts = { at: 3, text: '[STARTUP] Starting Node.js application...' };
const probe = 'npx tsx src/test-db-connection.ts';
const aYear = 365 * 24 * 3_600;

/** Node 20 has no websocket of its own, and nobody gave the database's driver one: it waits for a connection for ever. */
const hanging: Program = {
  arch: ['X86_64', 'ARM64'],
  env,
  tools: ['wget', 'node'],
  readyAfter: aYear,
  says: [begins, starts],
  run: {
    [probe]: {
      says: [{ at: 1, text: 'Testing the database connection...' }],
      exit: { after: 30, code: 1 },
    },
  },
};

const connecting: Program = {
  ...hanging,
  readyAfter: 6,
  provides: ['8080'],
  says: [begins, starts, { at: 5, text: '[STARTUP] Database connected in 1441 ms' }],
  saysReady: '[STARTUP] Server listening on port 8080',
  repeats: { every: 60, text: '[HEALTH] ok' },
  web: {
    '/health': { body: '{"status":"ok"}', headers: { 'content-type': 'application/json' } },
    '/api/search': {
      body: '{"results":[{"term":"machine learning"}]}',
      headers: { 'content-type': 'application/json' },
    },
  },
  run: {
    [probe]: {
      says: [
        { at: 1, text: 'Testing the database connection...' },
        { at: 2, text: 'Connected to database in 1441ms' },
        { at: 3, text: 'Found 5 tables' },
      ],
      exit: { after: 4, code: 0 },
    },
  },
};

const images: Readonly<Record<string, Program>> = {
  [`${repository}:v1`]: hanging,
  [`${repository}:v2`]: connecting,
  [`${repository}:v3`]: { ...connecting, saysReady: '[STARTUP] Server 3 listening on port 8080' },
};

const architectures = ['amd64', 'arm64'];
const repositories: readonly RepositorySeed[] = [
  {
    name,
    images: ['v1', 'v2', 'v3'].map((tag) => ({ tags: [tag], program: `${repository}:${tag}`, architectures })),
  },
];

/** What AWS's policy for execution roles allows, and the system's own secrets. */
const roles: readonly RoleSeed[] = [
  {
    name: 'ecsTaskExecutionRole',
    trust: ['ecs-tasks.amazonaws.com'],
    statements: [
      {
        Effect: 'Allow',
        Action: [
          'ecr:GetAuthorizationToken',
          'ecr:BatchCheckLayerAvailability',
          'ecr:GetDownloadUrlForLayer',
          'ecr:BatchGetImage',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
        ],
        Resource: '*',
      },
      { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: `${arn('')}*` },
    ],
  },
];

const healthCheck: JsonObject = {
  command: ['CMD-SHELL', 'wget --quiet --tries=1 --spider http://localhost:8080/health || exit 1'],
  interval: 30,
  timeout: 10,
  retries: 3,
  startPeriod: 60,
};

/** A revision as it is registered from a file. */
export const revision = (number: number, tag: string, references?: readonly JsonObject[]): TaskDefinitionSeed => ({
  revision: number,
  registeredBy: ci,
  definition: {
    family: name,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '512',
    memory: '1024',
    executionRoleArn: 'arn:aws:iam::{account}:role/ecsTaskExecutionRole',
    containerDefinitions: [
      {
        name,
        image: `${repository}:${tag}`,
        essential: true,
        environment: [
          { name: 'NODE_ENV', value: 'production' },
          { name: 'PORT', value: '8080' },
        ],
        ...(references && { secrets: references }),
        healthCheck,
        portMappings: [{ containerPort: 8_080, protocol: 'tcp' }],
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': logs, 'awslogs-region': '{region}', 'awslogs-stream-prefix': 'ecs' },
        },
      },
    ],
  },
});

export const service = (number: number, desiredCount: number): ServiceSeed => ({
  name,
  taskDefinition: `${name}:${number}`,
  desiredCount,
  launchType: 'FARGATE',
  deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 200 },
  network: { subnets: ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'], securityGroups: ['sg-0d4'], assignPublicIp: true },
});

/** Somebody changes the service. */
export const update = (at: number, change: JsonObject): Happening => ({
  at,
  operation: 'UpdateService',
  parameters: { cluster, service: name, ...change },
  by: ci,
});

export const deploy = (at: number, number: number): Happening => update(at, { taskDefinition: `${name}:${number}` });

/** All that the worlds have in common. */
export const account: Omit<World, 'id' | 'title' | 'taskDefinitions' | 'services' | 'history'> = {
  cluster,
  hosts: [],
  images,
  repositories,
  logGroups: [logs],
  parameters: [],
  secrets,
  roles,
};
