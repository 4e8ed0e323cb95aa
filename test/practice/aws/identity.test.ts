import {
  DescribeServicesCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  StopServiceDeploymentCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { GetParameterHistoryCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { PracticeAwsOptions } from '#practice/aws/practice-aws.ts';
import type { StatementSeed } from '#practice/worlds/seeds/role.ts';
import { accountId, type OpenAccount, openAccount, role } from './account.ts';
import { smallWorld } from './small-world.ts';

const opened: OpenAccount[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) account.close();
});

async function open(more: Partial<PracticeAwsOptions> = {}) {
  const account = await openAccount(smallWorld({}), more);
  opened.push(account);
  return account;
}

const asked = {
  RoleArn: role,
  RoleSessionName: 'rb.1.zookeeper',
  SourceIdentity: 'slack.U01ALICE',
  DurationSeconds: 900,
};

const policy = (statements: readonly StatementSeed[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

async function assume({ sts, config }: OpenAccount, more: Partial<AssumeRoleCommandInput> = {}) {
  const { Credentials: given, ...answer } = await sts.send(new AssumeRoleCommand({ ...asked, ...more }));
  const credentials = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
  return { answer, expiration: given?.Expiration, credentials, config: { ...config, credentials } };
}

describe('who calls', () => {
  it('is the user of the base keys, and after AssumeRole the session', async () => {
    const account = await open();
    const base = await account.sts.send(new GetCallerIdentityCommand({}));
    expect(base).toMatchObject({ Account: accountId, Arn: `arn:aws:iam::${accountId}:user/stepward` });
    const session = await assume(account);
    const sts = new STSClient(session.config);
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    sts.destroy();
    expect(Arn).toBe(`arn:aws:sts::${accountId}:assumed-role/stepward-prod/rb.1.zookeeper`);
    expect(session.answer).toMatchObject({ SourceIdentity: 'slack.U01ALICE', AssumedRoleUser: { Arn } });
    expect(session.credentials.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    const lasts = (session.expiration?.getTime() ?? 0) - Date.now();
    expect(Math.round(lasts / 60_000)).toBe(15);
  });

  it('stands in the call log and in what was changed', async () => {
    const account = await open();
    const { config, credentials } = await assume(account, {
      Policy: policy([{ Effect: 'Allow', Action: 'ssm:*', Resource: '*' }]),
    });
    const ssm = new SSMClient(config);
    await ssm.send(new PutParameterCommand({ Name: '/api/key', Value: 'canary-three', Overwrite: true }));
    const { Parameters = [] } = await ssm.send(new GetParameterHistoryCommand({ Name: '/api/key' }));
    ssm.destroy();
    const arn = `arn:aws:sts::${accountId}:assumed-role/stepward-prod/rb.1.zookeeper`;
    expect(Parameters.at(-1)?.LastModifiedUser).toBe(arn);
    expect(account.aws.calls()).toMatchObject([
      { op: 'AssumeRole', write: false, params: { SourceIdentity: 'slack.U01ALICE', Policy: expect.any(String) } },
      {
        op: 'PutParameter',
        service: 'ssm',
        write: true,
        applied: true,
        principal: arn,
        sessionName: 'rb.1.zookeeper',
        sourceIdentity: 'slack.U01ALICE',
        accessKeyId: credentials.accessKeyId,
        invocationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        params: { Name: '/api/key', Value: '***', Overwrite: true },
      },
      { op: 'GetParameterHistory', write: false },
    ]);
    expect(JSON.stringify([account.aws.calls(), account.aws.view()])).not.toContain('canary');
  });

  it('is refused with keys of a session that nobody opened', async () => {
    const account = await open();
    const credentials = { accessKeyId: 'ASIAUNKNOWN', secretAccessKey: 'x', sessionToken: 'x' };
    const ecs = new ECSClient({ ...account.config, credentials });
    const call = ecs.send(new DescribeServicesCommand({ cluster: 'c', services: ['api'] }));
    await expect(call).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    ecs.destroy();
  });
});

const conditional = '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{}}}';

describe('AssumeRole', () => {
  it.each([
    ['a role that is not there', { RoleArn: `${role}x` }, 'AccessDenied'],
    ['a session name with a blank', { RoleSessionName: 'a b' }, 'ValidationError'],
    ['a source identity of one character', { SourceIdentity: 'a' }, 'ValidationError'],
    ['less than a quarter of an hour', { DurationSeconds: 899 }, 'ValidationError'],
    ['a policy that is no JSON', { Policy: '{' }, 'MalformedPolicyDocument'],
    ['a policy that is a text', { Policy: '"{}"' }, 'MalformedPolicyDocument'],
    [
      'a statement about nothing',
      { Policy: '{"Statement":{"Effect":"Allow","Action":"*"}}' },
      'MalformedPolicyDocument',
    ],
    ['a condition, which would not be evaluated', { Policy: conditional }, 'PracticeUnsupported'],
    ['a policy that is too long', { Policy: JSON.stringify('x'.repeat(2_048)) }, 'PackedPolicyTooLarge'],
  ])('refuses %s', async (_, more, name) => {
    await expect(assume(await open(), more)).rejects.toMatchObject({ name: expect.stringContaining(name) });
  });

  it('says in words of AWS who may not assume what', async () => {
    await expect(assume(await open(), { RoleArn: 'arn:aws:iam::111122223333:role/<other>' })).rejects.toMatchObject({
      message: `User: arn:aws:iam::${accountId}:user/stepward is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/<other>`,
      $metadata: { httpStatusCode: 403 },
    });
  });
});

const update = (service: string) => new UpdateServiceCommand({ cluster: 'c', service, desiredCount: 2 });

/** What a session with this policy is told when it sends this, or `done`. */
async function told(account: OpenAccount, statements: readonly StatementSeed[], send: (ecs: ECSClient) => unknown) {
  const { config } = await assume(account, { Policy: policy(statements) });
  const ecs = new ECSClient(config);
  try {
    await send(ecs);
    return 'done';
  } catch (thrown) {
    expect(thrown).toMatchObject({ name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } });
    return (thrown as Error).message.replace(/^User: \S+ is not authorized to perform: /, '');
  } finally {
    ecs.destroy();
  }
}

describe('a session policy', () => {
  const arn = (what: string) => `arn:aws:ecs:us-east-1:${accountId}:${what}`;
  const only = (service: string, action = 'ecs:UpdateService'): StatementSeed => ({
    Effect: 'Allow',
    Action: action,
    Resource: arn(`service/c/${service}`),
  });

  it('for kafka is no policy for zookeeper, and nothing is changed (L)', async () => {
    const { services: seeds, ...world } = smallWorld({});
    const services = ['kafka', 'zookeeper'].flatMap((name) => seeds.map((seed) => ({ ...seed, name })));
    const account = await openAccount({ ...world, services });
    opened.push(account);
    const to = (service: string) => told(account, [only('kafka')], (ecs) => ecs.send(update(service)));
    const { config } = await assume(account, { Policy: policy([only('kafka')]) });
    const ecs = new ECSClient(config);
    await expect(ecs.send(update('zookeeper'))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:sts::${accountId}:assumed-role/stepward-prod/rb.1.zookeeper is not authorized to perform: ecs:UpdateService on resource: ${arn('service/c/zookeeper')} because no session policy allows the ecs:UpdateService action`,
    });
    ecs.destroy();
    expect(await to('kafka')).toBe('done');
    expect(account.aws.view().services.map(({ name, desired }) => [name, desired])).toEqual([
      ['kafka', 2],
      ['zookeeper', 1],
    ]);
  });

  it('allows no other call, not even a read', async () => {
    const account = await open();
    const describe = (ecs: ECSClient) => ecs.send(new DescribeServicesCommand({ cluster: 'c', services: ['api'] }));
    expect(await told(account, [only('api')], describe)).toBe(
      `ecs:DescribeServices on resource: ${arn('service/c/api')} because no session policy allows the ecs:DescribeServices action`,
    );
    const list = (ecs: ECSClient) => ecs.send(new ListTasksCommand({ cluster: 'c' }));
    expect(await told(account, [only('api', 'ecs:*')], list)).toContain(
      `ecs:ListTasks on resource: ${arn('container-instance/c/*')}`,
    );
  });

  it('denies what another of its statements denies', async () => {
    const deny: StatementSeed = { Effect: 'Deny', Action: 'ecs:Update*', Resource: '*/api' };
    expect(await told(await open(), [only('*'), deny], (ecs) => ecs.send(update('api')))).toBe(
      `ecs:UpdateService on resource: ${arn('service/c/api')} with an explicit deny in a session policy`,
    );
  });

  it('gives nothing that the role does not have', async () => {
    const roles = [{ name: 'stepward-prod', trust: [], statements: [only('other')] }];
    const account = await openAccount({ ...smallWorld({}), roles });
    opened.push(account);
    expect(await told(account, [only('*')], (ecs) => ecs.send(update('api')))).toContain(
      'because no identity-based policy allows the ecs:UpdateService action',
    );
  });

  it('has to name the roles that a task definition hands over, and that it is tagged', async () => {
    const account = await open();
    const register = (ecs: ECSClient) =>
      ecs.send(
        new RegisterTaskDefinitionCommand({
          family: 'job',
          executionRoleArn: 'job-execution',
          containerDefinitions: [{ name: 'job', image: 'job', memory: 128 }],
          tags: [{ key: 'owner', value: 'platform' }],
        }),
      );
    const family: StatementSeed = {
      Effect: 'Allow',
      Action: 'ecs:RegisterTaskDefinition',
      Resource: arn('task-definition/job:*'),
    };
    const role = `arn:aws:iam::${accountId}:role/job-execution`;
    const pass: StatementSeed = { Effect: 'Allow', Action: 'iam:PassRole', Resource: role };
    const tag: StatementSeed = { ...family, Action: 'ecs:TagResource' };
    expect(await told(account, [family, tag], register)).toBe(
      `iam:PassRole on resource: ${role} because no session policy allows the iam:PassRole action`,
    );
    expect(await told(account, [family, pass], register)).toContain(`ecs:TagResource on resource: ${family.Resource}`);
    expect(await told(account, [family, pass, tag], register)).toBe('done');
  });

  it('that stops a deployment names the deployment and its service', async () => {
    const account = await open();
    const { serviceDeployments: [deployment] = [] } = await account.ecs.send(
      new ListServiceDeploymentsCommand({ cluster: 'c', service: 'api' }),
    );
    const serviceDeploymentArn = deployment?.serviceDeploymentArn ?? '';
    const stop = (ecs: ECSClient) => ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn }));
    const half = { ...only('api', 'ecs:StopServiceDeployment'), Resource: serviceDeploymentArn };
    expect(await told(account, [half], stop)).toContain(
      `ecs:StopServiceDeployment on resource: ${arn('service/c/api')}`,
    );
  });
});

describe('a denial', () => {
  it('names the caller, the action and the resource, and changes nothing', async () => {
    const { ecs, aws } = await open({ deny: [{ action: 'ecs:Update*', resource: '*:service/c/api' }] });
    await expect(ecs.send(update('api'))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:iam::${accountId}:user/stepward is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:us-east-1:${accountId}:service/c/api with an explicit deny in an identity-based policy`,
    });
    expect(aws.view().services).toMatchObject([{ name: 'api', desired: 1 }]);
    expect(aws.calls()).toMatchObject([{ applied: false, error: 'AccessDeniedException' }]);
  });

  it('spares other resources and GetCallerIdentity', async () => {
    const { ecs, sts } = await open({ deny: [{ action: 'ecs:*', resource: '*/other' }, { action: 'sts:*' }] });
    await ecs.send(update('api'));
    await sts.send(new GetCallerIdentityCommand({}));
    await expect(sts.send(new AssumeRoleCommand(asked))).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
