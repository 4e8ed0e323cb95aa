import type { JsonObject } from '#domain/json.ts';
import type { Happening, Program, World } from '#practice/worlds/world.ts';

export const cluster = 'c';
export const parameter = '/app/session-secret';
export const logGroup = '/ecs/app';

const container = (name: string, image: string, more: JsonObject = {}): JsonObject => ({
  name,
  image,
  essential: true,
  memory: 64,
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-group': logGroup, 'awslogs-region': '{region}', 'awslogs-stream-prefix': name },
  },
  ...more,
});

const define = (family: string, revision: number, containers: readonly JsonObject[], more: JsonObject = {}) => ({
  revision,
  registeredBy: 'arn:aws:iam::{account}:user/ci',
  definition: { family, containerDefinitions: containers, ...more },
});

const steady: Program = {
  tools: ['curl'],
  readyAfter: 2,
  says: [{ at: 1, text: 'starting up' }],
  saysReady: 'listening on 8081',
};

/** What the image of `api` does with another command. */
const commands: NonNullable<Program['run']> = {
  'npm run migrate': {
    says: [
      { at: 1, text: 'migrating' },
      { at: 3, text: 'migrated postgres://app:hunter2@db/app' },
    ],
    exit: { after: 5, code: 0 },
  },
  'npm run broken': { says: [{ at: 1, text: 'relation "users" does not exist' }], exit: { after: 2, code: 1 } },
  'npm run greedy': { exit: { after: 2, code: 137 } },
  'npm run forever': {},
};

const checked = {
  healthCheck: {
    command: ['CMD-SHELL', 'curl -f localhost:8081'],
    interval: 5,
    timeout: 2,
    retries: 2,
    startPeriod: 0,
  },
};
const service = (name: string, taskDefinition: string, desiredCount: number, more: object = {}) => ({
  name,
  taskDefinition,
  desiredCount,
  launchType: 'EC2' as const,
  ...more,
});
const deploys = (minimumHealthyPercent: number, maximumPercent: number, breaker = false) => ({
  deploymentConfiguration: {
    minimumHealthyPercent,
    maximumPercent,
    deploymentCircuitBreaker: { enable: breaker, rollback: breaker },
  },
});

const by = 'arn:aws:iam::{account}:user/ci';
const rotator = 'arn:aws:lambda:{region}:{account}:function:rotate';

/** `app/pending` has a version that nothing reads yet, `app/database` is rotated, `app/broken` not to its end. */
const secrets: NonNullable<World['secrets']> = [
  { name: 'app/token', value: 'token' },
  { name: 'app/session', value: 'now', older: [{ value: 'then', stages: ['AWSPREVIOUS'] }], keyId: 'alias/app' },
  { name: 'app/pending', value: 'now', older: [{ value: 'next', stages: ['RB_PENDING'] }] },
  { name: 'app/database', value: '{"username":"app","password":"now"}', rotation: { by: rotator } },
  { name: 'app/broken', value: 'now', rotation: { by: rotator, failsAt: 'testSecret' } },
  { name: 'rds!db-1', value: 'now', owner: 'rds' },
];

/**
 * Two instances. `api` has a health check and room; `broker` takes a port and is tied to one instance; `picky` becomes healthy only while
 * `broker` answers and has a circuit breaker; `stuck` may neither stop nor start a task; `busy` protects its task and is of a loose tag; `parked` was parked while
 * Application Auto Scaling kept it, as it keeps `picky`;
 * `homeless` finds no instance.
 */
export const world = (happened: readonly Happening[] = [], seconds = 600): World => ({
  id: 'small',
  title: 'A small account',
  cluster,
  hosts: ['i-0aaa', 'i-0bbb'].map((ec2InstanceId) => ({
    ec2InstanceId,
    instanceType: 't3.small',
    cpu: 2048,
    memory: 1900,
  })),
  images: {
    'api:1': { ...steady, run: commands },
    'broker:1': { ...steady, provides: ['9092'] },
    'picky:1': {
      ...steady,
      needs: [{ endpoint: 'broker.local:9092', refused: 'ConnectException', lostAfter: 1e6, lost: 'lost' }],
    },
    'blind:1': { ...steady, tools: [] },
    'busy:latest': { ...steady, protects: { after: 1, minutes: 60 } },
  },
  taskDefinitions: [
    define('api', 1, [
      container('api', 'api:1', { ...checked, secrets: [{ name: 'SESSION_SECRET', valueFrom: parameter }] }),
    ]),
    define('api', 2, [container('api', 'blind:1', checked)]),
    define('api', 3, [container('api', 'api:1', checked)]),
    define('broker', 1, [container('broker', 'broker:1', { portMappings: [{ containerPort: 9092 }] })], {
      networkMode: 'host',
    }),
    define('busy', 1, [container('busy', 'busy:latest')]),
    define('picky', 1, [container('picky', 'picky:1', checked)]),
  ],
  services: [
    service('api', 'api:1', 2, deploys(50, 200)),
    service('broker', 'broker:1', 1, { ...deploys(100, 200), placementConstraints: ['ec2InstanceId == i-0aaa'] }),
    service('picky', 'picky:1', 1, deploys(100, 200, true)),
    service('stuck', 'api:1', 1, deploys(100, 100)),
    service('busy', 'busy:1', 1, deploys(0, 200)),
    service('parked', 'api:1', 0, {
      tags: { 'stepward:parked-desired': '1', 'stepward:parked-scaling': 'in out scheduled' },
    }),
    service('homeless', 'api:3', 1, { placementConstraints: ['ec2InstanceId == i-0zzz'] }),
  ],
  logGroups: [logGroup, '/ecs/silent'],
  parameters: [
    {
      name: parameter,
      type: 'SecureString',
      keyId: 'alias/app',
      versions: [
        { value: 'one', labels: ['old'], by },
        { value: 'two', labels: ['current'], by },
      ],
    },
  ],
  secrets,
  scalableTargets: [
    { service: 'picky', min: 1, max: 2 },
    { service: 'parked', min: 1, max: 3, suspended: { in: true, out: true, scheduled: true } },
  ],
  history: { seconds, happened },
});

/** Somebody deploys a revision of `api` by hand: 2 never gets healthy, 3 does. */
export const deployApi = (revision: 2 | 3): JsonObject => ({
  cluster,
  service: 'api',
  taskDefinition: `api:${revision}`,
});
