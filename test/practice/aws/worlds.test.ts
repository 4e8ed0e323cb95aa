import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeServicesCommand, StopTaskCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { worlds } from '#practice/worlds/index.ts';
import { consumers } from '#practice/worlds/platform.ts';
import type { World } from '#practice/worlds/world.ts';
import { asking, type OpenAccount, openAccount } from './account.ts';

const cluster = 'alerting-platform-prod-cluster';
const opened: OpenAccount[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) account.close();
});

async function open(id: string) {
  const world = worlds.get(id);
  if (!world) throw new Error(`There is no world ${id}`);
  const account = await openAccount(world);
  opened.push(account);
  return account;
}

const statuses = ({ aws }: OpenAccount) =>
  Object.fromEntries(aws.view().services.map(({ name, status }) => [name, status]));

async function bounce(account: OpenAccount, service: string) {
  const [task] = await asking(account, cluster, service).tasks();
  await account.ecs.send(new StopTaskCommand({ cluster, task: task?.taskArn }));
}

const restarts = {
  zookeeper: (account: OpenAccount) => bounce(account, 'zookeeper'),
  kafka: (account: OpenAccount) => bounce(account, 'kafka'),
  async consumers({ ecs }: OpenAccount) {
    for (const service of consumers)
      await ecs.send(new UpdateServiceCommand({ cluster, service, forceNewDeployment: true }));
  },
};
type Restart = keyof typeof restarts;

async function restartAll(account: OpenAccount, order: readonly Restart[], wait = 16 + 45) {
  for (const step of order) {
    await restarts[step](account);
    account.clock.advance(wait * 1_000);
  }
  account.clock.advance(120_000);
}

describe('the alerting platform right after its outage', () => {
  it('looks well to ECS, while Kafka and its consumers do no work', async () => {
    const account = await open('alerting-platform');
    const { services = [] } = await account.ecs.send(
      new DescribeServicesCommand({ cluster, services: ['zookeeper', 'kafka', ...consumers] }),
    );
    for (const { runningCount, deployments = [] } of services)
      expect([runningCount, deployments.length, deployments[0]?.rolloutState]).toEqual([1, 1, 'COMPLETED']);
    expect(statuses(account)).toMatchObject({
      zookeeper: 'ok',
      kafka: 'degraded',
      sender: 'degraded',
      'alert-producer': 'ok',
    });
  });

  it('does not heal by itself', async () => {
    const account = await open('alerting-platform');
    account.clock.advance(7_200_000);
    expect(statuses(account)).toMatchObject({ kafka: 'degraded', 'rule-service': 'degraded' });
  });

  it('heals when Zookeeper, Kafka and the consumers are restarted in this order', async () => {
    const account = await open('alerting-platform');
    const began = account.clock.now();
    await restartAll(account, ['zookeeper', 'kafka', 'consumers']);
    expect(new Set(Object.values(statuses(account)))).toEqual(new Set(['ok']));
    const said = async (service: string, filterPattern: string) => {
      const logGroupName = `/ecs/alerting-platform/prod/${service}`;
      const { events = [] } = await account.logs.send(
        new FilterLogEventsCommand({ logGroupName, filterPattern, startTime: began }),
      );
      return events.map(({ message }) => message);
    };
    expect(await said('zookeeper', '"binding to port 0.0.0.0/0.0.0.0:2181"')).toHaveLength(1);
    expect(await said('kafka', '"[KafkaServer id=1] started"')).toHaveLength(1);
    expect(await said('sender', 'joined')).toEqual(['INFO joined consumer group sender']);
  });

  it.each<[Restart, Restart, Restart]>([
    ['zookeeper', 'consumers', 'kafka'],
    ['kafka', 'zookeeper', 'consumers'],
    ['kafka', 'consumers', 'zookeeper'],
    ['consumers', 'zookeeper', 'kafka'],
    ['consumers', 'kafka', 'zookeeper'],
  ])('stays broken when %s, %s and %s are restarted in this order', async (...order) => {
    const account = await open('alerting-platform');
    await restartAll(account, order);
    expect(Object.values(statuses(account))).toContain('degraded');
  });

  it('stays broken when Kafka does not wait for Zookeeper to answer', async () => {
    const account = await open('alerting-platform');
    await restarts.zookeeper(account);
    account.clock.advance(16_000);
    await restartAll(account, ['kafka', 'consumers']);
    expect(statuses(account)).toMatchObject({ zookeeper: 'ok', kafka: 'degraded' });
  });

  it('cannot roll Zookeeper or Kafka, whose port leaves no room for a second task, but brings them back on the same host', async () => {
    const account = await open('alerting-platform');
    const zookeeper = asking(account, cluster, 'zookeeper');
    const [before] = await zookeeper.tasks();
    await zookeeper.update({ forceNewDeployment: true });
    account.clock.advance(600_000);
    expect((await zookeeper.tasks()).map(({ taskArn }) => taskArn)).toEqual([before?.taskArn]);
    expect((await zookeeper.messages())[0]).toMatch(/already using a port/);
    await bounce(account, 'zookeeper');
    account.clock.advance(60_000);
    const [after] = await zookeeper.tasks();
    expect(after?.taskArn).not.toBe(before?.taskArn);
    expect(after?.containerInstanceArn).toBe(before?.containerInstanceArn);
  });

  it('shows which version of the session secret each reader got when it started', async () => {
    const account = await open('alerting-platform');
    const versions = (service: string) =>
      account.aws.view().services.find(({ name }) => name === service)?.tasks[0]?.secretVersions;
    const name = '/alerting-platform/prod/session-secret';
    await account.aws.perform('PutParameter', { Name: name, Value: 'practice-canary-fourth', Overwrite: true });
    expect(versions('sender')).toEqual({ [name]: 3 });
    expect(versions('evaluator')).toEqual({});
    await bounce(account, 'sender');
    account.clock.advance(20_000);
    expect(versions('sender')).toEqual({ [name]: 4 });
    expect(account.aws.view().parameters).toEqual([{ name, version: 4, labels: [] }]);
  });
});

describe('rule-service after its deployment loop', () => {
  const open1 = () => open('alerting-platform-loop');

  it('keeps an old task beside the healthy new one, in a deployment that never ends', async () => {
    const account = await open1();
    const { describe: ask, tasks } = asking(account, cluster, 'rule-service');
    account.clock.advance(3_600_000);
    const { deployments = [], desiredCount, runningCount } = await ask();
    expect([desiredCount, runningCount]).toEqual([1, 2]);
    expect(deployments).toMatchObject([
      { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', failedTasks: 0, runningCount: 1 },
      { status: 'ACTIVE', rolloutState: 'COMPLETED', runningCount: 1 },
    ]);
    expect((await tasks()).map(({ taskDefinitionArn }) => taskDefinitionArn?.split('/')[1])).toEqual([
      'rule-service:5',
      'rule-service:7',
    ]);
    expect(statuses(account)).toMatchObject({ 'rule-service': 'loop', kafka: 'ok', sender: 'ok' });
  });

  it('has the loop in its past: tasks of revision 6 that failed their health check', async () => {
    const stopped = await asking(await open1(), cluster, 'rule-service').tasks('STOPPED');
    expect(stopped.length).toBeGreaterThan(10);
    for (const { taskDefinitionArn, stoppedReason } of stopped.slice(0, -1)) {
      expect(taskDefinitionArn).toMatch(/rule-service:6$/);
      expect(stoppedReason).toBe('Task failed container health checks');
    }
  });

  it('completes as soon as a person stops the old task', async () => {
    const account = await open1();
    const service = asking(account, cluster, 'rule-service');
    const [old, fresh] = await service.tasks();
    await account.ecs.send(new StopTaskCommand({ cluster, task: old?.taskArn }));
    account.clock.advance(10_000);
    expect((await service.tasks()).map(({ taskArn }) => taskArn)).toEqual([fresh?.taskArn]);
    expect((await service.describe()).deployments).toMatchObject([{ rolloutState: 'COMPLETED' }]);
    expect(statuses(account)).toMatchObject({ 'rule-service': 'ok' });
  });
});

describe('rule-service in its deployment loop', () => {
  it('replaces unhealthy tasks of revision 6 for ever, while the task of revision 5 serves', async () => {
    const account = await open('alerting-platform-looping');
    const { describe: ask, tasks } = asking(account, cluster, 'rule-service');
    account.clock.advance(3_600_000);
    const { deployments = [], desiredCount, runningCount } = await ask();
    expect([desiredCount, runningCount]).toEqual([1, 2]);
    expect(deployments).toMatchObject([
      { status: 'PRIMARY', rolloutState: 'IN_PROGRESS' },
      { status: 'ACTIVE', rolloutState: 'COMPLETED', runningCount: 1 },
    ]);
    expect((await tasks('STOPPED')).length).toBeGreaterThan(10);
    expect(statuses(account)).toMatchObject({ 'rule-service': 'loop', kafka: 'ok', sender: 'ok' });
  });
});

describe('the alerting platform before its launch', () => {
  it('runs seven services that do their work, and alert-producer waits', async () => {
    const account = await open('alerting-platform-ready');
    expect(new Set(Object.values(statuses(account)))).toEqual(new Set(['ok']));
    expect((await asking(account, cluster, 'alert-producer').describe()).desiredCount).toBe(0);
  });

  it('has a revision with which Kafka comes after Zookeeper by itself', async () => {
    const account = await open('alerting-platform-ready');
    await asking(account, cluster, 'zookeeper').update({ desiredCount: 0 });
    const kafka = asking(account, cluster, 'kafka');
    const deploymentConfiguration = { minimumHealthyPercent: 0, maximumPercent: 100 };
    await kafka.update({ taskDefinition: 'kafka-zookeeper:1', deploymentConfiguration });
    account.clock.advance(180_000);
    await bounce(account, 'kafka');
    account.clock.advance(180_000);
    expect((await kafka.describe()).deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 1 }]);
    expect(statuses(account)).toMatchObject({ kafka: 'ok', zookeeper: 'ok', sender: 'degraded' });
  });
});

describe('every world', () => {
  it.each([...worlds.values()].map((world): [string, World] => [world.id, world]))(
    '%s never shows a value of a parameter or a secret',
    async (_, world) => {
      const account = await openAccount(world);
      opened.push(account);
      const kept = [...world.parameters.flatMap(({ versions }) => versions), ...(world.secrets ?? [])];
      const canaries = kept.map(({ value }) => value);
      expect(canaries.length).toBeGreaterThan(0);
      const seen = JSON.stringify([account.aws.view(), account.aws.calls()]);
      for (const canary of canaries) expect(seen).not.toContain(canary);
    },
  );
});
