import { SecretsManagerClient, UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { RoleSeed } from '#practice/worlds/seeds/role.ts';
import type { World } from '#practice/worlds/world.ts';
import { accountId, asking, type OpenAccount, openAccount } from './account.ts';
import { smallWorld } from './small-world.ts';

const opened: OpenAccount[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) account.close();
});

const executionRole = 'arn:aws:iam::{account}:role/api-execution';
const seeds = [
  { name: 'api/token', value: 'canary-token', older: [{ value: 'canary-old', stages: ['AWSPREVIOUS'] }] },
  { name: 'api/database', value: '{"password":"canary-password"}' },
];
/** Ids follow from the seed, so the six characters of a secret's ARN are known before a task definition names it. */
const seed = 'start-up';

async function arnsOf(): Promise<Readonly<Record<string, string>>> {
  const account = await openAccount({ ...smallWorld({}), secrets: seeds }, { seed });
  opened.push(account);
  const answer = await account.aws.perform('ListSecrets', {});
  const list = answer['SecretList'] as { Name: string; ARN: string }[];
  return Object.fromEntries(list.map(({ Name, ARN }) => [Name, ARN]));
}

function worldOf(valueFrom: string, roles: readonly RoleSeed[] = []): World {
  const world = smallWorld({
    container: { secrets: [{ name: 'IT', valueFrom }] },
    breaker: { enable: true, rollback: true },
  });
  return {
    ...world,
    secrets: seeds,
    roles,
    taskDefinitions: world.taskDefinitions.map((one) => ({
      ...one,
      definition: { ...one.definition, executionRoleArn: executionRole },
    })),
  };
}

/** Revision 2 of `api` is deployed; it has this reference. */
async function deploy(valueFrom: string, roles?: readonly RoleSeed[]) {
  const account = await openAccount(worldOf(valueFrom, roles), { seed });
  opened.push(account);
  const api = asking(account, 'c', 'api');
  await api.update({ taskDefinition: 'api:2' });
  const held = () =>
    account.aws
      .view()
      .services[0]?.tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
      .map(({ secretVersions }) => secretVersions);
  return { ...account, ...api, held };
}

async function whyNot(valueFrom: string, roles?: readonly RoleSeed[]): Promise<string> {
  const { clock, tasks } = await deploy(valueFrom, roles);
  clock.advance(3_000);
  const [stopped] = await tasks('STOPPED');
  expect(stopped?.startedAt).toBeUndefined();
  expect(stopped?.stopCode).toBe('TaskFailedToStart');
  return stopped?.stoppedReason ?? '';
}

describe('a task never starts when', () => {
  it('its secret is named by an ARN without the last six characters: three of these, and the breaker goes back (E)', async () => {
    const { 'api/token': arn = '' } = await arnsOf();
    const partial = arn.slice(0, -7);
    expect(await whyNot(partial)).toBe(
      `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${partial} from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
    );
    const { clock, describe: ask } = await deploy(partial);
    clock.advance(10_000);
    expect((await ask()).deployments?.find(({ taskDefinition = '' }) => taskDefinition.endsWith(':2'))).toMatchObject({
      rolloutState: 'FAILED',
    });
    clock.advance(120_000);
    const { deployments = [], runningCount } = await ask();
    expect([deployments.length, deployments[0]?.rolloutState, runningCount]).toEqual([1, 'COMPLETED', 1]);
  });

  it.each([
    ['api/database', ':user::', 'did not contain json key user'],
    ['api/token', ':password::', 'did not contain json key password'],
    ['api/token', '::RB_PENDING:', "can't find the specified secret value for staging label: RB_PENDING"],
    ['api/token', ':::0b0c0d0e', "can't find the specified secret value for VersionId: 0b0c0d0e"],
  ])('%s is asked for %s, which it has not', async (name, rest, reason) => {
    const { [name]: arn = '' } = await arnsOf();
    expect(await whyNot(`${arn}${rest}`)).toContain(reason);
  });
});

describe('the execution role', () => {
  const role = (more: Partial<RoleSeed> = {}): readonly RoleSeed[] => [
    { name: 'api-execution', trust: ['ecs-tasks.amazonaws.com'], statements: [], ...more },
  ];

  it('must be allowed to read the secret, and the reason names the secret', async () => {
    const { 'api/token': arn = '' } = await arnsOf();
    const reason = await whyNot(`${arn}::AWSCURRENT:`, role());
    expect(reason).toContain(`failed to fetch secret ${arn}::AWSCURRENT: from secrets manager: AccessDeniedException`);
    expect(reason).toContain(`arn:aws:sts::${accountId}:assumed-role/api-execution/`);
    expect(reason).toContain(`on resource: ${arn} because no identity-based policy allows`);
  });

  it('must be allowed to read the parameter', async () => {
    const reason = await whyNot('/api/key', role());
    expect(reason).toContain(`ssm:GetParameters on resource: arn:aws:ssm:us-east-1:${accountId}:parameter/api/key`);
  });

  it('must be there, and be one that ECS may assume', async () => {
    const { 'api/token': arn = '' } = await arnsOf();
    const unable = `ECS was unable to assume the role 'arn:aws:iam::${accountId}:role/api-execution'`;
    expect(await whyNot(arn, role({ name: 'other' }))).toContain(unable);
    expect(await whyNot(arn, role({ trust: ['ec2.amazonaws.com'] }))).toContain(unable);
  });

  it('lets the task start where a statement allows it', async () => {
    const { 'api/token': arn = '' } = await arnsOf();
    const statements = [{ Effect: 'Allow' as const, Action: 'secretsmanager:GetSecretValue', Resource: arn }];
    const { clock, describe: ask } = await deploy(arn, role({ statements }));
    clock.advance(120_000);
    expect((await ask()).deployments).toMatchObject([{ rolloutState: 'COMPLETED' }]);
  });
});

it('keeps the version that a container was started with until it is started again', async () => {
  const { 'api/token': arn = '' } = await arnsOf();
  const account = await deploy(arn);
  account.clock.advance(120_000);
  const secrets = new SecretsManagerClient(account.config);
  const { VersionIdsToStages } = await account.aws.perform('DescribeSecret', { SecretId: arn });
  const [old = '', now = ''] = Object.keys(VersionIdsToStages as object);
  expect(account.held()).toEqual([{ 'api/token': now }]);
  const change = { SecretId: arn, VersionStage: 'AWSCURRENT', RemoveFromVersionId: now, MoveToVersionId: old };
  await secrets.send(new UpdateSecretVersionStageCommand(change));
  secrets.destroy();
  account.clock.advance(60_000);
  expect(account.held()).toEqual([{ 'api/token': now }]);
  await account.update({ forceNewDeployment: true });
  account.clock.advance(120_000);
  expect(account.held()).toEqual([{ 'api/token': old }]);
});
