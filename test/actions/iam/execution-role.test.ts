import { afterEach, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import type { RoleSeed, StatementSeed } from '#practice/worlds/seeds/role.ts';
import { account, checkOf, region, type Stage } from '../practice.ts';
import { deployReader, readerStage } from '../secrets/stage.ts';
import { cluster, parameter } from '../world.ts';

const stages: Stage[] = [];
afterEach(async () => {
  await Promise.all(stages.splice(0).map((stage) => stage.close()));
});

const executionRoleArn = `arn:aws:iam::${account}:role/execution`;
const allow = (Action: string | readonly string[], Resource: string | readonly string[] = '*'): StatementSeed => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const role = (statements: readonly StatementSeed[], more: Partial<RoleSeed> = {}): RoleSeed => ({
  name: 'execution',
  trust: ['ecs-tasks.amazonaws.com'],
  statements,
  ...more,
});

async function check(roles: readonly RoleSeed[], launchType: 'EC2' | 'FARGATE' = 'EC2', more?: JsonObject) {
  const stage = await readerStage(roles, launchType);
  stages.push(stage);
  const { arn = '' } = (await stage.read.secrets.secret('app/session')) ?? {};
  await deployReader(stage, { SESSION: `${arn}:key::`, OTHER: parameter }, more ?? { executionRoleArn });
  const found = await checkOf('iam.execution-role').read({ cluster, service: 'reader' }, stage.read, stage.ctx());
  return { ...found, arn };
}

it('holds if the role may read what the task definition names', async () => {
  const roles = [role([allow(['secretsmanager:GetSecretValue', 'ssm:GetParameters'])])];
  expect(await check(roles)).toMatchObject({
    state: 'ok',
    progress: '2 of 2 permissions of execution are there',
    outputs: { denied: [] },
  });
});

it('names what is denied, a secret by its full ARN and a parameter by its ARN', async () => {
  const denies: StatementSeed = { Effect: 'Deny', Action: 'ssm:*', Resource: '*' };
  const { arn, ...found } = await check([role([allow('ssm:GetParameters'), denies])]);
  const denied = [
    `secretsmanager:GetSecretValue on ${arn}`,
    `ssm:GetParameters on arn:aws:ssm:${region}:${account}:parameter${parameter}`,
  ];
  expect(found).toMatchObject({ state: 'failed', outputs: { denied } });
  expect(found.progress).toBe(['0 of 2 permissions of execution are there', ...denied].join(' · '));
});

it('asks for what pulls the image and writes the lines on Fargate, where no instance does', async () => {
  const image = `${account}.dkr.ecr.${region}.amazonaws.com/shop/reader:1`;
  const logConfiguration = {
    logDriver: 'awslogs',
    options: { 'awslogs-group': '/ecs/app', 'awslogs-stream-prefix': 'r' },
  };
  const containers = [{ name: 'reader', image, memory: 64, logConfiguration }];
  const more = { executionRoleArn, containerDefinitions: containers };
  const { outputs } = await check([role([])], 'FARGATE', more);
  const repository = `arn:aws:ecr:${region}:${account}:repository/shop/reader`;
  const stream = `arn:aws:logs:${region}:${account}:log-group:/ecs/app:log-stream:r/reader/task`;
  expect(outputs['denied']).toEqual([
    'ecr:GetAuthorizationToken on *',
    `ecr:BatchGetImage on ${repository}`,
    `ecr:GetDownloadUrlForLayer on ${repository}`,
    `logs:CreateLogStream on ${stream}`,
    `logs:PutLogEvents on ${stream}`,
  ]);
  expect(await check([role([])], 'EC2', more)).toMatchObject({ state: 'ok', outputs: { denied: [] } });
});

it.each([
  ['there is no such role', [role([], { name: 'other' })], 'There is no role execution'],
  ['ECS may not assume it', [role([], { trust: ['ec2.amazonaws.com'] })], 'execution does not trust ecs-tasks'],
])('fails where %s', async (_, roles, progress) => {
  expect(await check(roles)).toMatchObject({ state: 'failed', progress: expect.stringContaining(progress) });
});

it('fails where the task definition needs a role and names none', async () => {
  const { arn, ...found } = await check([], 'EC2', {});
  expect(found).toMatchObject({
    state: 'failed',
    progress: expect.stringContaining('reader:2 has no execution role'),
    outputs: { denied: expect.arrayContaining([`secretsmanager:GetSecretValue on ${arn}`]) },
  });
});
