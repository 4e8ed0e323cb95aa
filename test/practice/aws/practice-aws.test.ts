import {
  CreateClusterCommand,
  DescribeClustersCommand,
  DescribeContainerInstancesCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  GetTaskProtectionCommand,
  ListContainerInstancesCommand,
  ListServicesCommand,
  ListTagsForResourceCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  TagResourceCommand,
  UpdateServiceCommand,
  UpdateTaskProtectionCommand,
} from '@aws-sdk/client-ecs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { operations } from '#practice/aws/operations/list.ts';
import { worlds } from '#practice/worlds/index.ts';
import type { World } from '#practice/worlds/world.ts';
import { asking, type OpenAccount, openAccount } from './account.ts';
import { type SmallWorld, smallWorld } from './small-world.ts';

const opened: OpenAccount[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) account.close();
});

async function open(options: SmallWorld = {}, path = '/aws') {
  const account = await openAccount(smallWorld(options), {}, path);
  opened.push(account);
  return { ...account, api: asking(account, 'c', 'api') };
}

describe('the endpoint', () => {
  it.each(['', '/', '/aws'])('works with the path "%s"', async (path) => {
    const { api } = await open({}, path);
    expect((await api.describe()).serviceName).toBe('api');
  });

  it('names the operation and the member that it does not know', async () => {
    const { ecs, aws } = await open();
    await expect(ecs.send(new CreateClusterCommand({}))).rejects.toThrow('ecs:CreateCluster');
    const update = { cluster: 'c', service: 'api', enableECSManagedTags: true };
    await expect(ecs.send(new UpdateServiceCommand(update))).rejects.toThrow(
      'The practice AWS does not know the member "enableECSManagedTags" of UpdateService.',
    );
    const lifecycleHooks = [{ hookDetails: {}, lifecycleStages: [] }];
    const deployment = { deploymentConfiguration: { lifecycleHooks } };
    await expect(ecs.send(new UpdateServiceCommand({ cluster: 'c', service: 'api', ...deployment }))).rejects.toThrow(
      '"hookDetails" of lifecycleHooks',
    );
    expect(aws.calls().map(({ applied }) => applied)).toEqual([false, false]);
  });

  it('refuses another protocol and unsigned requests', async () => {
    const { origin } = await open();
    const send = (headers: Record<string, string>) => fetch(`${origin}/aws`, { method: 'POST', headers, body: '{}' });
    const cbor = await send({ 'content-type': 'application/cbor' });
    expect([cbor.status, await cbor.text()]).toEqual([400, expect.stringContaining('application/cbor')]);
    const target = 'AmazonEC2ContainerServiceV20141113.DescribeClusters';
    const unsigned = await send({ 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target });
    expect(await unsigned.json()).toMatchObject({ __type: 'MissingAuthenticationToken' });
  });
});

describe('the list of operations', () => {
  it('has each name once', () => {
    const names = operations.map(({ service, name }) => `${service}:${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('knows as writes what changes something', () => {
    const writes = operations.filter(({ isWrite }) => isWrite).map(({ name }) => name);
    for (const { name } of operations.filter(({ isWrite }) => !isWrite))
      expect(name).toMatch(/^(BatchGet|Describe|Discover|List|Lookup|Get|Discover|Filter|Assume|Simulate)/);
    for (const name of writes)
      expect(name).toMatch(
        /^(Continue|Deregister|Update|Register|Run|Stop|Tag|Untag|Put|Rotate|Label|Unlabel|Cancel|Send|Start)/,
      );
  });
});

describe('reading ECS', () => {
  it('says what is missing, and refuses lists that are empty or too long', async () => {
    const { ecs } = await open();
    const services = await ecs.send(new DescribeServicesCommand({ cluster: 'c', services: ['api', 'other'] }));
    expect(services.failures).toEqual([{ arn: 'other', reason: 'MISSING' }]);
    const clusters = await ecs.send(new DescribeClustersCommand({ clusters: ['c', 'd'] }));
    expect(clusters).toMatchObject({ clusters: [{ runningTasksCount: 1 }], failures: [{ arn: 'd' }] });
    await expect(ecs.send(new DescribeTasksCommand({ cluster: 'c', tasks: [] }))).rejects.toThrow(
      'Tasks cannot be empty.',
    );
    const names = Array.from({ length: 11 }, (_, index) => `s${index}`);
    await expect(ecs.send(new DescribeServicesCommand({ cluster: 'c', services: names }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(ecs.send(new ListServicesCommand({ cluster: 'd' }))).rejects.toMatchObject({
      name: 'ClusterNotFoundException',
    });
    const update = new UpdateServiceCommand({ cluster: 'c', service: 'other' });
    await expect(ecs.send(update)).rejects.toMatchObject({ name: 'ServiceNotFoundException' });
  });

  it('pages through services and filters tasks', async () => {
    const account = await openAccount(worlds.get('alerting-platform') as World);
    opened.push(account);
    const cluster = 'alerting-platform-prod-cluster';
    const first = await account.ecs.send(new ListServicesCommand({ cluster, maxResults: 5 }));
    const rest = await account.ecs.send(new ListServicesCommand({ cluster, nextToken: first.nextToken }));
    expect([first.serviceArns?.length, rest.serviceArns?.length, rest.nextToken]).toEqual([5, 3, undefined]);
    const { containerInstanceArns = [] } = await account.ecs.send(new ListContainerInstancesCommand({ cluster }));
    const { containerInstances = [] } = await account.ecs.send(
      new DescribeContainerInstancesCommand({ cluster, containerInstances: containerInstanceArns }),
    );
    expect(containerInstances.map(({ status, runningTasksCount }) => [status, runningTasksCount])).toEqual([
      ['ACTIVE', 3],
      ['ACTIVE', 4],
    ]);
    const on = (containerInstance = '') => account.ecs.send(new ListTasksCommand({ cluster, containerInstance }));
    expect((await on(containerInstanceArns[0])).taskArns).toHaveLength(3);
  });
});

describe('a task definition', () => {
  it('gets the next number and the caller as who registered it, and is described as it was given', async () => {
    const { ecs } = await open();
    const given = {
      family: 'api',
      containerDefinitions: [{ name: 'api', image: 'x:3', environment: [{ name: 'A', value: 'b' }] }],
      tags: [{ key: 'runbook:run', value: 'r1' }],
    };
    const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand(given));
    expect(taskDefinition).toMatchObject({ revision: 3, registeredBy: expect.stringContaining('user/stepward') });
    const described = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'api', include: ['TAGS'] }));
    expect(described.tags).toEqual(given.tags);
    expect(described.taskDefinition?.containerDefinitions).toMatchObject([
      { ...given.containerDefinitions[0], essential: true },
    ]);
    const { taskDefinitionArns = [] } = await ecs.send(
      new ListTaskDefinitionsCommand({ familyPrefix: 'api', sort: 'DESC' }),
    );
    expect(taskDefinitionArns.map((arn) => arn.split(':').at(-1))).toEqual(['3', '2', '1']);
  });

  it.each([
    ['no essential container', [{ name: 'a', image: 'x', essential: false }]],
    ['an unknown dependency', [{ name: 'a', image: 'x', dependsOn: [{ containerName: 'b', condition: 'START' }] }]],
    ['a health check out of range', [{ name: 'a', image: 'x', healthCheck: { command: ['CMD', 'x'], interval: 1 } }]],
    [
      'a wait for the health of a container without a check',
      [
        { name: 'a', image: 'x', dependsOn: [{ containerName: 'b', condition: 'HEALTHY' }] },
        { name: 'b', image: 'x' },
      ],
    ],
  ] as const)('is refused with %s', async (_, containers) => {
    const { ecs } = await open();
    const containerDefinitions = JSON.parse(JSON.stringify(containers));
    const call = ecs.send(new RegisterTaskDefinitionCommand({ family: 'api', containerDefinitions }));
    await expect(call).rejects.toMatchObject({ name: 'ClientException' });
  });
});

describe('UpdateService', () => {
  it('scales without a deployment: the newest surplus goes', async () => {
    const { api, clock } = await open();
    const before = await api.primary();
    const [first] = await api.tasks();
    await api.update({ desiredCount: 3 });
    clock.advance(60_000);
    expect(await api.primary()).toMatchObject({ id: before?.id, rolloutState: 'COMPLETED', runningCount: 3 });
    await api.update({ desiredCount: 1 });
    clock.advance(10_000);
    expect((await api.tasks()).map(({ taskArn }) => taskArn)).toEqual([first?.taskArn]);
  });

  it('starts no deployment for the task definition that runs, nor for percentages', async () => {
    const { api, ecs } = await open();
    const before = await api.primary();
    await api.update({ taskDefinition: 'api:1', deploymentConfiguration: { maximumPercent: 150 } });
    expect((await api.primary())?.id).toBe(before?.id);
    expect((await api.describe()).deploymentConfiguration).toMatchObject({
      minimumHealthyPercent: 100,
      maximumPercent: 150,
    });
    const unknown = new UpdateServiceCommand({ cluster: 'c', service: 'api', taskDefinition: 'api:9' });
    await expect(ecs.send(unknown)).rejects.toThrow('TaskDefinition not found.');
  });
});

describe('tags and protection', () => {
  it('are kept by ARN, and a protected task is not scaled in', async () => {
    const { ecs, api, clock } = await open();
    const { serviceArn: resourceArn } = await api.describe();
    const tags = [{ key: 'team', value: 'platform' }];
    await ecs.send(new TagResourceCommand({ resourceArn, tags }));
    expect((await ecs.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual(tags);
    const tasks = (await api.tasks()).map(({ taskArn = '' }) => taskArn);
    await ecs.send(
      new UpdateTaskProtectionCommand({ cluster: 'c', tasks, protectionEnabled: true, expiresInMinutes: 5 }),
    );
    await api.update({ desiredCount: 0 });
    clock.advance(200_000);
    expect((await ecs.send(new GetTaskProtectionCommand({ cluster: 'c', tasks }))).protectedTasks).toMatchObject([
      { protectionEnabled: true },
    ]);
    expect(await api.tasks()).toHaveLength(1);
    clock.advance(200_000);
    expect(await api.tasks()).toHaveLength(0);
  });
});

describe('the simulation', () => {
  it('tells its listeners at most once a second, and only when something is to be seen', async () => {
    const { aws, clock, api } = await open();
    let told = 0;
    const leave = aws.onChange(() => {
      told += 1;
    });
    clock.advance(10_000);
    expect(told).toBe(0);
    await api.update({ taskDefinition: 'api:2' });
    clock.advance(1_000);
    expect(told).toBe(1);
    clock.advance(60_000);
    expect(told).toBeGreaterThan(5);
    expect(told).toBeLessThanOrEqual(61);
    leave();
  });

  it('is steered over HTTP: clock, faults, calls, view, and what others do', async () => {
    const { origin, api } = await open();
    const ask = async (path: string, method = 'GET', body?: object) => {
      const response = await fetch(`${origin}/_sim/${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
      return response.ok ? response.json() : response.text();
    };
    const { now } = await ask('clock');
    expect(await ask('clock', 'POST', { advance: 60 })).toEqual({ now: now + 60_000, scale: 0 });
    expect(await ask('faults', 'POST', { op: 'StopTask', kind: 'deny' })).toEqual([
      { op: 'StopTask', kind: 'deny', times: 1 },
    ]);
    expect(await ask('faults', 'DELETE')).toEqual([]);
    const params = { cluster: 'c', service: 'api', desiredCount: 2 };
    await ask('perform', 'POST', { op: 'UpdateService', params, principal: 'arn:carol' });
    expect(await ask('calls')).toMatchObject([{ op: 'UpdateService', principal: 'arn:carol', applied: true }]);
    expect(await ask('view')).toMatchObject({ cluster: 'c', services: [{ name: 'api', desired: 2 }] });
    expect((await api.describe()).desiredCount).toBe(2);
    expect(await ask('nothing')).toBe('There is no GET /_sim/nothing.');
  });

  it('refuses faults that would never strike', async () => {
    const { aws } = await open();
    expect(() => aws.addFault({ op: 'Nothing', kind: 'deny', times: 1 })).toThrow('the operation Nothing');
    expect(() => aws.addFault({ op: 'StopTask', kind: 'stale', times: 1 })).toThrow(
      'Only DescribeServices can be stale.',
    );
    expect(() => aws.addFault({ op: 'StopTask', kind: 'deny', times: 0 })).toThrow('at least once');
  });
});
