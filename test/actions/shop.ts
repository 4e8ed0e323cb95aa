import type { JsonObject } from '#domain/json.ts';
import type { ImageSeed } from '#practice/worlds/seeds/repository.ts';
import type { ServiceSeed, TaskDefinitionSeed, World } from '#practice/worlds/world.ts';
import { account, region } from './practice.ts';
import { cluster, logGroup, world } from './world.ts';

export const repository = 'shop';
/** What a tag or a digest of the repository is called in a container. */
export const imageOf = (reference: string): string => {
  const mark = reference.startsWith('sha256:') ? '@' : ':';
  return `${account}.dkr.ecr.${region}.amazonaws.com/${repository}${mark}${reference}`;
};
const digestOf = (digit: string): string => `sha256:${digit.repeat(64)}`;
/** Of the images with the tags 1, 2, `blind`, `old` and `arm`, and of one that is pushed later. */
export const digests = {
  one: digestOf('1'),
  two: digestOf('2'),
  blind: digestOf('b'),
  old: digestOf('0'),
  arm: digestOf('a'),
  later: digestOf('f'),
} as const;

const images: readonly ImageSeed[] = [
  { tags: ['old'], program: 'api:1', digest: digests.old, daysOld: 400, status: 'ARCHIVED' },
  { tags: ['1', 'stable'], program: 'api:1', digest: digests.one, daysOld: 30, architectures: ['amd64', 'arm64'] },
  { tags: ['blind'], program: 'blind:1', digest: digests.blind, daysOld: 3, architectures: ['amd64'] },
  { tags: ['arm'], program: 'api:1', digest: digests.arm, daysOld: 3, architectures: ['arm64'] },
  { tags: ['2'], program: 'api:1', digest: digests.two, daysOld: 2, architectures: ['amd64'] },
];

const container = (image: string, more: JsonObject = {}): JsonObject => ({
  name: 'api',
  image,
  essential: true,
  memory: 64,
  portMappings: [{ containerPort: 8081, hostPort: 0 }],
  environment: [
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'DATABASE_URL', value: 'postgres://u:p@db/shop' },
  ],
  healthCheck: { command: ['CMD-SHELL', 'curl -f localhost:8081'], interval: 5, timeout: 2, retries: 2 },
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-group': logGroup, 'awslogs-region': '{region}', 'awslogs-stream-prefix': 'shop' },
  },
  ...more,
});

const revision = (number: number, image: string): TaskDefinitionSeed => ({
  revision: number,
  registeredBy: 'arn:aws:iam::{account}:user/ci',
  definition: {
    family: 'shop',
    containerDefinitions: [container(image)],
    executionRoleArn: 'arn:aws:iam::{account}:role/shop-execution',
    taskRoleArn: 'arn:aws:iam::{account}:role/shop',
    tags: [{ key: 'team', value: 'shop' }],
  },
});

const shop = (name: string, rollback: boolean): ServiceSeed => ({
  name,
  taskDefinition: 'shop:2',
  desiredCount: 2,
  launchType: 'EC2',
  deploymentConfiguration: {
    minimumHealthyPercent: 50,
    maximumPercent: 200,
    deploymentCircuitBreaker: { enable: rollback, rollback },
  },
});

/** Beside the small account: a repository, and the services `shop`, whose breaker rolls back, and `kiosk`, which has none. */
export const shopWorld = (): World => {
  const small = world();
  return {
    ...small,
    repositories: [
      { name: repository, images },
      { name: 'sealed', mutability: 'IMMUTABLE', images: [] },
    ],
    taskDefinitions: [
      ...small.taskDefinitions,
      revision(1, imageOf('1')),
      revision(2, imageOf('stable')),
      revision(3, imageOf('blind')),
    ],
    services: [...small.services, shop('shop', true), shop('kiosk', false)],
  };
};

/** Somebody deploys a revision of `shop` by hand. */
export const deployShop = (number: number): JsonObject => ({
  cluster,
  service: 'shop',
  taskDefinition: `shop:${number}`,
});

const happened = (service: string, number: number, at: number) => ({
  at,
  operation: 'UpdateService',
  parameters: { cluster, service, taskDefinition: `shop:${number}` },
  by: 'arn:aws:iam::{account}:user/ci',
});

/** `shop` was deployed with its first revision before; with the second now. */
export const deployedWorld = (): World => ({
  ...shopWorld(),
  history: { seconds: 900, happened: [happened('shop', 1, 120), happened('shop', 2, 400)] },
});

/** A deployment of `kiosk` has been failing for two minutes. */
export const stuckWorld = (): World => ({
  ...shopWorld(),
  history: { seconds: 600, happened: [happened('kiosk', 3, 480)] },
});
