import { readFileSync } from 'node:fs';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { afterEach, describe, expect, it } from '@jest/globals';
import { namedFaults } from '#practice/aws/faults/list.ts';
import { worlds } from '#practice/worlds/index.ts';
import type { World } from '#practice/worlds/world.ts';
import { accountId, asking, type OpenAccount, openAccount } from '../account.ts';
import { shop } from '../shop.ts';
import { smallWorld } from '../small-world.ts';

const arn = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:${accountId}:${resource}`;
const api = arn('ecs', 'service/c/api');
const key = arn('ssm', 'parameter/api/key');

let account: OpenAccount;
afterEach(() => account.close());

const enter = async (world: World = smallWorld({})) => {
  account = await openAccount(world);
  return asking(account, 'c', 'api');
};

async function strike(name: string, target = api): Promise<void> {
  const fault = namedFaults.get(name);
  if (!fault) throw new Error(`there is no fault ${name}`);
  await fault.strike(account.aws, target);
}

const outcome = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: Error) => error.name,
  );

describe('of the next change', () => {
  it.each([
    ['lose-answer', /ECONNRESET|TimeoutError|Error/, true],
    ['server-error', /InternalFailure|InternalServer/, true],
    ['lose-request', /ECONNRESET|TimeoutError|Error/, false],
    ['throttle', /^ThrottlingException$/, false],
    ['deny', /^AccessDeniedException$/, false],
  ] as const)('%s strikes once, whatever is changed, and no read', async (name, error, applied) => {
    const { update, describe: look } = await enter();
    await strike(name);
    const before = (await look()).deployments?.[0]?.id;
    expect(await outcome(update({ forceNewDeployment: true }))).toMatch(error);
    expect((await look()).deployments?.[0]?.id !== before).toBe(applied);
    expect(await outcome(update({ forceNewDeployment: true }))).toBe('answered');
  });

  it('is the one of a parameter as well', async () => {
    await enter();
    await strike('deny', key);
    const put = new PutParameterCommand({ Name: '/api/key', Value: 'three', Overwrite: true });
    expect(await outcome(account.ssm.send(put))).toBe('AccessDeniedException');
  });
});

it('deny-read refuses the next read, and no change before it', async () => {
  const { update, describe: look } = await enter();
  await strike('deny-read');
  expect(await outcome(update({ forceNewDeployment: true }))).toBe('answered');
  expect(await outcome(look())).toBe('AccessDeniedException');
  expect(await outcome(look())).toBe('answered');
});

it('deny-reads refuses every read for a little over a minute', async () => {
  const { update, describe: look } = await enter();
  await strike('deny-reads');
  expect(await outcome(look())).toBe('AccessDeniedException');
  account.clock.advance(60_000);
  expect(await outcome(look())).toBe('AccessDeniedException');
  expect(await outcome(update({ forceNewDeployment: true }))).toBe('answered');
  account.clock.advance(6_000);
  expect(await outcome(look())).toBe('answered');
});

it('stale-reads shows what was before, five times', async () => {
  const { update, primary } = await enter();
  account.clock.advance(30_000);
  const before = (await primary())?.id;
  await strike('stale-reads');
  const after = (await update({ forceNewDeployment: true }))?.deployments?.[0]?.id;
  const seen = [];
  for (let n = 0; n < 6; n += 1) seen.push((await primary())?.id);
  expect(seen).toEqual([before, before, before, before, before, after]);
});

describe('of a service', () => {
  it('someone-deploys starts a deployment of the same revision', async () => {
    const { primary } = await enter();
    const before = await primary();
    await strike('someone-deploys');
    const after = await primary();
    expect(after?.id).not.toBe(before?.id);
    expect(after?.taskDefinition).toBe(before?.taskDefinition);
  });

  it.each(['c/api', 'alerting-platform-prod-cluster/rule-service'])(
    'someone-deploys-revision starts one of a new revision that does the same: %s',
    async (name) => {
      const [cluster = '', service = ''] = name.split('/');
      const world = cluster === 'c' ? smallWorld({}) : worlds.get('alerting-platform');
      account = await openAccount(world ?? smallWorld({}));
      const { primary, secondsUntil } = asking(account, cluster, service);
      const before = (await primary())?.taskDefinition;
      await strike('someone-deploys-revision', arn('ecs', `service/${name}`));
      expect((await primary())?.taskDefinition).not.toBe(before);
      await secondsUntil(async () => (await primary())?.rolloutState === 'COMPLETED');
    },
  );

  it('someone-scales asks for one more', async () => {
    const { describe: look } = await enter(smallWorld({ desired: 2 }));
    await strike('someone-scales');
    expect((await look()).desiredCount).toBe(3);
  });

  it('someone-changes-network gives it one security group more', async () => {
    const { describe: look } = await enter();
    const groups = async () => (await look()).networkConfiguration?.awsvpcConfiguration?.securityGroups ?? [];
    const before = await groups();
    await strike('someone-changes-network');
    expect(await groups()).toEqual([...before, `sg-0more${before.length}`]);
  });

  it('someone-stops-task takes one away for a while', async () => {
    const { tasks } = await enter();
    const [before] = await tasks();
    await strike('someone-stops-task');
    const [stopped] = await tasks('STOPPED');
    expect(stopped).toMatchObject({ taskArn: before?.taskArn, stoppedReason: 'Stopped by hand' });
  });

  it('spot-interruption takes a Fargate task of it away', async () => {
    const { tasks } = await enter();
    const [before] = await tasks();
    await strike('spot-interruption');
    account.clock.advance(30_000);
    const [stopped] = await tasks('STOPPED');
    expect(stopped).toMatchObject({ taskArn: before?.taskArn, stopCode: 'SpotInterruption' });
  });

  it('target-unhealthy has the load balancer find one of its targets unhealthy until ECS has replaced its task', async () => {
    const { tasks, secondsUntil } = await enter(shop({}, { desired: 2 }));
    const healthy = () => account.aws.view().targets[0];
    expect(healthy()).toEqual({ group: 'api', healthy: 2, total: 2 });
    await strike('target-unhealthy');
    await secondsUntil(async () => healthy()?.healthy === 1);
    expect(healthy()?.why).toBe('Health checks failed with these codes: [500]');
    await secondsUntil(async () => healthy()?.healthy === 2 && healthy()?.total === 2);
    const [stopped] = await tasks('STOPPED');
    expect(stopped?.stoppedReason).toMatch(/^Task failed ELB health checks/);
  });

  it('target-unhealthy happens to no service without a load balancer', async () => {
    await enter();
    await expect(strike('target-unhealthy')).rejects.toMatchObject({ code: 'no-target' });
  });

  it('deployment-rolls-back has ECS give the deployment up, and go back to what ran', async () => {
    const { update, describe: look, messages, secondsUntil } = await enter();
    const before = (await look()).taskDefinition;
    const ours = (await update({ forceNewDeployment: true }))?.deployments?.[0]?.id;
    await strike('deployment-rolls-back');
    await secondsUntil(async () => (await messages()).some((said) => said?.includes('rolling back')));
    await secondsUntil(async () => (await look()).deployments?.[0]?.rolloutState === 'COMPLETED');
    const after = await look();
    expect(after).toMatchObject({ taskDefinition: before, runningCount: 1 });
    expect(after.deployments?.[0]?.id).not.toBe(ours);
  });
});

describe('of single tasks', () => {
  const family = arn('ecs', 'task-definition/api');
  const ends = { exit: { after: 20, code: 0 } };
  const job = (): World => smallWorld({ before: ends, after: ends });
  const single = () => account.aws.view().tasks;
  const run = (): Promise<void> => strike('someone-runs-task', family);

  it.each([family, api])(
    'someone-runs-task runs one of the family, next to those of the service: %s',
    async (target) => {
      await enter(job());
      await strike('someone-runs-task', target);
      expect(single()).toMatchObject([{ family: 'api', lastStatus: 'PROVISIONING' }]);
      account.clock.advance(60_000);
      expect(single()).toMatchObject([{ lastStatus: 'STOPPED', exitCode: 0 }]);
    },
  );

  it('someone-stops-task stops one, and none of the service', async () => {
    const { tasks } = await enter();
    await run();
    await strike('someone-stops-task', family);
    account.clock.advance(60_000);
    expect(single()).toMatchObject([{ lastStatus: 'STOPPED' }]);
    expect(await tasks('STOPPED')).toEqual([]);
    await expect(strike('someone-stops-task', family)).rejects.toMatchObject({ code: 'wrong-target' });
  });

  it('tasks-hang keeps one from its end', async () => {
    await enter(job());
    await run();
    await strike('tasks-hang', family);
    account.clock.advance(3_600_000);
    expect(single()).toMatchObject([{ lastStatus: 'RUNNING' }]);
  });

  it('tasks-slow has one start eight minutes later', async () => {
    await enter(job());
    await run();
    await strike('tasks-slow', family);
    account.clock.advance(450_000);
    expect(single()).toMatchObject([{ lastStatus: 'PENDING' }]);
  });
});

describe('of its new tasks', () => {
  it('tasks-cannot-start holds back those that ECS goes back to, if it comes after ECS has given up', async () => {
    const { update, messages, primary, secondsUntil, tasks } = await enter();
    await update({ forceNewDeployment: true });
    await strike('deployment-rolls-back');
    await secondsUntil(async () => (await messages()).some((said) => said?.includes('rolling back')));
    await strike('tasks-cannot-start');
    const [old] = await tasks();
    await account.aws.perform('StopTask', { cluster: 'c', task: old?.taskArn ?? '' });
    account.clock.advance(600_000);
    expect((await primary())?.runningCount).toBe(0);
  });

  const deployed = async (fault: string, seconds: number, world?: World) => {
    const asked = await enter(world);
    await asked.update({ forceNewDeployment: true });
    await strike(fault);
    account.clock.advance(seconds * 1_000);
    const [first] = await asked.tasks('STOPPED');
    return { ...asked, stopped: first?.stoppedReason };
  };

  it('tasks-cannot-start leaves the old ones at work, for ever', async () => {
    const { primary, stopped, describe: look } = await deployed('tasks-cannot-start', 1_800);
    expect(stopped).toMatch(/^CannotPullContainerError/);
    expect((await primary())?.rolloutState).toBe('IN_PROGRESS');
    expect((await look()).runningCount).toBe(1);
  });

  it('tasks-exit has each of them end with code 1', async () => {
    const { tasks } = await deployed('tasks-exit', 120);
    const [task] = await tasks('STOPPED');
    expect(task).toMatchObject({ stopCode: 'EssentialContainerExited', containers: [{ exitCode: 1 }] });
  });

  it('tasks-unhealthy fails their health check', async () => {
    const checked = { command: ['CMD-SHELL', 'curl -f localhost'], interval: 5, retries: 2 };
    const asked = await enter(smallWorld({ after: { tools: ['curl'] }, healthCheck: checked }));
    await asked.update({ taskDefinition: 'api:2' });
    await strike('tasks-unhealthy');
    account.clock.advance(60_000);
    const [task] = await asked.tasks('STOPPED');
    expect(task?.stoppedReason).toBe('Task failed container health checks');
  });

  it('tasks-slow has them start eight minutes later, and well', async () => {
    const { primary } = await deployed('tasks-slow', 480);
    expect((await primary())?.rolloutState).toBe('IN_PROGRESS');
    account.clock.advance(120_000);
    expect((await primary())?.rolloutState).toBe('COMPLETED');
  });

  it('tasks-silent has them write no line', async () => {
    const world = smallWorld({ before: { says: [{ at: 1, text: 'up' }], saysReady: 'ready' } });
    await deployed('tasks-silent', 120, world);
    const { services } = account.aws.view();
    const lines = services[0]?.logs.map(({ text }) => text) ?? [];
    expect(lines.filter((text) => text === 'ready')).toHaveLength(1);
  });
});

it('someone-writes-parameter adds a version under the same key', async () => {
  await enter();
  await strike('someone-writes-parameter', key);
  expect(account.aws.view().parameters).toMatchObject([{ name: '/api/key', version: 3, labels: [] }]);
  const call = account.aws.calls().at(-1);
  expect(call).toMatchObject({ op: 'PutParameter', principal: `arn:aws:iam::${accountId}:user/dave` });
  expect(call?.params).toMatchObject({ KeyId: 'alias/aws/ssm', Value: '***' });
});

describe('of a secret', () => {
  const token = arn('secretsmanager', 'secret:api/token');
  const stages = () =>
    Object.fromEntries(account.aws.view().secrets[0]?.versions.map((one) => [one.id, one.stages]) ?? []);

  it('someone-writes-secret makes a new version AWSCURRENT', async () => {
    await enter();
    const [before = ''] = Object.keys(stages());
    await strike('someone-writes-secret', token);
    expect(stages()).toMatchObject({ [before]: ['AWSPREVIOUS'] });
    expect(Object.values(stages())).toContainEqual(['AWSCURRENT']);
    const call = account.aws.calls().at(-1);
    expect(call).toMatchObject({ op: 'PutSecretValue', principal: `arn:aws:iam::${accountId}:user/dave` });
  });

  it('someone-promotes-secret makes the version AWSCURRENT that waits for it, else the one before', async () => {
    await enter();
    await strike('someone-writes-secret', token);
    const before = stages();
    await strike('someone-promotes-secret', token);
    const [first = '', second = ''] = Object.keys(before);
    expect(stages()).toMatchObject({ [first]: ['AWSCURRENT'], [second]: ['AWSPREVIOUS'] });
    const SecretId = 'api/token';
    await account.aws.perform('PutSecretValue', { SecretId, SecretString: 'next', VersionStages: ['AWSPENDING'] });
    await strike('someone-promotes-secret', token);
    expect(stages()).toMatchObject({ [first]: ['AWSPREVIOUS'] });
    expect(Object.values(stages())).toContainEqual(['AWSPENDING', 'AWSCURRENT']);
  });
});

describe('of a repository', () => {
  const repositories = [
    {
      name: 'api',
      images: [
        { tags: ['1'], program: 'api' },
        { tags: ['2', 'latest'], program: 'api' },
      ],
    },
  ];
  const repository = arn('ecr', 'repository/api');
  const digest = async (imageTag: string) => {
    const asked = { repositoryName: 'api', imageIds: [{ imageTag }] };
    const { imageDetails } = await account.aws.perform('DescribeImages', asked);
    return (imageDetails as readonly { readonly imageDigest: string }[])[0]?.imageDigest;
  };
  const world = (): World => ({ ...smallWorld({}), images: { api: {} }, repositories });

  it.each([
    ['the tag that a service runs', api, ['1']],
    ['the tag that is named', `${repository}:2`, ['2']],
    ['the tags of the newest image', repository, ['2', 'latest']],
  ])('someone-pushes-image moves %s', async (_, target, moved) => {
    await enter(world());
    const tags = ['1', '2', 'latest'];
    const before = await Promise.all(tags.map(digest));
    await strike('someone-pushes-image', target);
    const after = await Promise.all(tags.map(digest));
    expect(tags.filter((_tag, at) => before[at] !== after[at])).toEqual(moved);
  });

  it('someone-pushes-image leaves images that start and do the same', async () => {
    const { primary, secondsUntil, update } = await enter(world());
    await strike('someone-pushes-image');
    await update({ forceNewDeployment: true });
    await secondsUntil(async () => (await primary())?.rolloutState === 'COMPLETED');
  });
});

it.each([
  ['someone-deploys', key],
  ['tasks-slow', key],
  ['someone-writes-parameter', api],
  ['someone-writes-parameter', arn('ssm', 'parameter/other')],
  ['someone-writes-secret', key],
  ['someone-promotes-secret', arn('secretsmanager', 'secret:other')],
  ['someone-promotes-secret', arn('secretsmanager', 'secret:api/token')],
  ['someone-pushes-image', key],
])('%s refuses to happen to %s', async (name, target) => {
  await enter();
  await expect(strike(name, target)).rejects.toMatchObject({ code: 'wrong-target' });
});

it('has a test for each, and a place in the docs', async () => {
  await enter();
  const tests = readFileSync(new URL(import.meta.url), 'utf8');
  const docs = readFileSync('docs/testing.md', 'utf8');
  for (const name of namedFaults.keys()) {
    expect(tests).toMatch(new RegExp(`'${name}[' ]`));
    expect(docs).toContain(`\`${name}\``);
  }
});
