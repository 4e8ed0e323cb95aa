import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DiscoverInstancesCommand, GetServiceCommand, ServiceDiscoveryClient } from '@aws-sdk/client-servicediscovery';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Program } from '#practice/worlds/world.ts';
import { asking, type OpenAccount, openAccount } from './account.ts';
import { machineArn, shop } from './shop.ts';
import type { SmallWorld } from './small-world.ts';

const opened: OpenAccount[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) account.close();
});

async function open(after: Program = {}, options: SmallWorld = {}) {
  const account = await openAccount(shop(after, options));
  opened.push(account);
  const elb = new ElasticLoadBalancingV2Client(account.config);
  const { TargetGroups = [] } = await elb.send(new DescribeTargetGroupsCommand({}));
  const TargetGroupArn = TargetGroups[0]?.TargetGroupArn;
  const targets = async () => {
    const { TargetHealthDescriptions = [] } = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    return TargetHealthDescriptions.map(({ Target, TargetHealth }) => ({ ...Target, ...TargetHealth }));
  };
  return {
    ...account,
    elb,
    TargetGroupArn,
    api: asking(account, 'c', 'api'),
    deploy: () => account.ecs.send(new UpdateServiceCommand({ cluster: 'c', service: 'api', taskDefinition: 'api:2' })),
    targets,
    states: async () => (await targets()).map(({ State }) => State),
  };
}

describe('a load balancer', () => {
  it('checks a task that runs, and the deployment completes only when its target is healthy', async () => {
    const { deploy, states, api, clock } = await open({ readyAfter: 5 });
    expect(await states()).toEqual(['healthy']);
    await deploy();
    clock.advance(12_000);
    expect(await states()).toEqual(['healthy', 'initial']);
    expect((await api.primary())?.rolloutState).toBe('IN_PROGRESS');
    expect(await api.secondsUntil(async () => (await states()).includes('draining'))).toBe(14);
    expect(await states()).toEqual(['draining', 'healthy']);
    await api.secondsUntil(async () => (await api.primary())?.rolloutState === 'COMPLETED');
    expect(await states()).toEqual(['healthy']);
  });

  it('names a target by the address of its task and tells why it is not healthy yet', async () => {
    const { deploy, targets, api, clock } = await open();
    await deploy();
    clock.advance(12_000);
    const [, fresh] = await targets();
    const addresses = (await api.tasks()).map(
      ({ attachments }) =>
        attachments?.flatMap(({ details = [] }) => details).find(({ name }) => name === 'privateIPv4Address')?.value,
    );
    expect(addresses).toContain(fresh?.Id);
    expect(fresh).toMatchObject({ Port: 3001, State: 'initial', Reason: 'Elb.RegistrationInProgress' });
  });

  it('keeps a task that goes for the deregistration delay', async () => {
    const { deploy, api, targets } = await open();
    await deploy();
    const old = async () => (await api.tasks('STOPPED')).length + (await targets()).length;
    await api.secondsUntil(async () => (await targets()).some(({ State }) => State === 'draining'));
    expect(await api.secondsUntil(async () => !(await targets()).some(({ State }) => State === 'draining'))).toBe(20);
    expect(await old()).toBeGreaterThan(0);
  });

  it.each([
    [{ status: 503 }, 'Target.ResponseCodeMismatch', 'Health checks failed with these codes: [503]'],
    [{ delay: 6_000 }, 'Target.Timeout', 'Request timed out'],
  ])('finds a target unhealthy that answers with %j, and its task is replaced', async (route, Reason, Description) => {
    const { deploy, targets, api, TargetGroupArn } = await open({ web: { '/health': route } });
    await deploy();
    await api.secondsUntil(async () => (await targets()).some(({ State }) => State === 'unhealthy'));
    expect(await targets()).toContainEqual(expect.objectContaining({ State: 'unhealthy', Reason, Description }));
    await api.secondsUntil(async () => (await api.primary())?.failedTasks === 1);
    expect(await api.messages()).toContain(
      `(service api) (port 3001) is unhealthy in (target-group ${TargetGroupArn}) due to (reason ${Description}).`,
    );
    await api.secondsUntil(async () => (await api.tasks('STOPPED')).length > 0);
    expect((await api.tasks('STOPPED'))[0]?.stoppedReason).toBe(
      `Task failed ELB health checks in (target-group ${TargetGroupArn})`,
    );
  });

  it('finds a target unhealthy where nobody listens', async () => {
    const { deploy, targets, api } = await open({ readyAfter: 1_000 });
    await deploy();
    await api.secondsUntil(async () => (await targets()).some(({ State }) => State === 'unhealthy'));
    expect(await targets()).toContainEqual(expect.objectContaining({ Reason: 'Target.FailedHealthChecks' }));
  });

  it('tells its rules in the order of their priorities, the default one last', async () => {
    const { elb } = await open();
    const { LoadBalancers = [] } = await elb.send(new DescribeLoadBalancersCommand({ Names: ['shop'] }));
    const { LoadBalancerArn } = LoadBalancers[0] ?? {};
    const { Listeners = [] } = await elb.send(new DescribeListenersCommand({ LoadBalancerArn }));
    const ListenerArn = Listeners[0]?.ListenerArn;
    const first = await elb.send(new DescribeRulesCommand({ ListenerArn, PageSize: 2 }));
    const rest = await elb.send(new DescribeRulesCommand({ ListenerArn, Marker: first.NextMarker }));
    expect(first.Rules?.map(({ Priority }) => Priority)).toEqual(['10', '20']);
    expect(first.Rules?.[0]?.Conditions).toEqual([
      { Field: 'host-header', Values: ['*.example.com'], HostHeaderConfig: { Values: ['*.example.com'] } },
      { Field: 'path-pattern', Values: ['/api/*', '/health'], PathPatternConfig: { Values: ['/api/*', '/health'] } },
    ]);
    expect(first.Rules?.[1]?.Conditions?.[0]?.PathPatternConfig).toEqual({ RegexValues: ['^/v[0-9]+/'] });
    expect(rest.Rules).toMatchObject([{ Priority: 'default', IsDefault: true, Actions: [{ Type: 'forward' }] }]);
  });

  it('says what it does not know', async () => {
    const { elb } = await open();
    const health = new DescribeTargetHealthCommand({ TargetGroupArn: 'arn:gone' });
    await expect(elb.send(health)).rejects.toThrow('One or more target groups not found');
    const rules = new DescribeRulesCommand({ ListenerArn: 'arn:gone' });
    await expect(elb.send(rules)).rejects.toThrow('One or more listeners not found');
    const gone = new DescribeLoadBalancersCommand({ Names: ['gone'] });
    await expect(elb.send(gone)).rejects.toThrow('One or more load balancers not found');
  });
});

describe('Cloud Map', () => {
  const discover = async ({ config }: OpenAccount, ServiceName = 'api') => {
    const client = new ServiceDiscoveryClient({ ...config, disableHostPrefix: true });
    const found = await client.send(
      new DiscoverInstancesCommand({ NamespaceName: 'shop.local', ServiceName, HealthStatus: 'ALL' }),
    );
    return (found.Instances ?? []).map(({ Attributes }) => Attributes?.['AWS_INSTANCE_IPV4']);
  };

  it('hands out the addresses of tasks a while after they run, and those that nobody took out', async () => {
    const account = await open();
    expect(await discover(account)).toEqual([expect.stringMatching(/^(10|172)\./), '10.9.9.9']);
    await account.deploy();
    account.clock.advance(11_000);
    expect(await discover(account)).toHaveLength(2);
    account.clock.advance(2_000);
    expect(await discover(account)).toHaveLength(3);
  });

  it('hands out a task as the deployment has it that started the task, whatever the service says by now', async () => {
    const account = await open();
    const { update } = asking(account, 'c', 'api');
    const [old, stale] = await discover(account);
    await update({ serviceRegistries: [] });
    expect(await discover(account)).toEqual([old, stale]);
    account.clock.advance(120_000);
    expect(await discover(account)).toEqual([stale]);
  });

  it('says what it does not know', async () => {
    await expect(discover(await open(), 'gone')).rejects.toMatchObject({ name: 'ServiceNotFound' });
  });

  it('tells what a registry of a service is', async () => {
    const account = await open();
    const { serviceRegistries = [] } = await account.api.describe();
    const Id = serviceRegistries[0]?.registryArn?.split('/').at(-1);
    const client = new ServiceDiscoveryClient({ ...account.config, disableHostPrefix: true });
    expect(await client.send(new GetServiceCommand({ Id }))).toMatchObject({
      Service: { Name: 'api', DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 60 }] } },
    });
    await expect(client.send(new GetServiceCommand({ Id: 'srv-gone' }))).rejects.toThrow('srv-gone');
  });
});

describe('an alarm', () => {
  const read = async ({ config }: OpenAccount, AlarmTypes?: ('MetricAlarm' | 'CompositeAlarm' | 'LogAlarm')[]) =>
    new CloudWatchClient(config).send(new DescribeAlarmsCommand({ ...(AlarmTypes && { AlarmTypes }) }));

  it('rings by its schedule', async () => {
    const account = await open();
    const state = async () => (await read(account)).MetricAlarms?.[0]?.StateValue;
    expect(await state()).toBe('OK');
    account.clock.advance(60_000);
    expect((await read(account)).MetricAlarms?.[0]).toMatchObject({ StateValue: 'ALARM', StateReason: 'too many' });
    account.clock.advance(30_000);
    expect(await state()).toBe('OK');
  });

  it('is told only if its type is asked for, unless it is of a metric', async () => {
    const account = await open();
    expect((await read(account)).CompositeAlarms).toEqual([]);
    const all = await read(account, ['MetricAlarm', 'CompositeAlarm', 'LogAlarm']);
    expect([all.MetricAlarms, all.CompositeAlarms, all.LogAlarms].map((alarms) => alarms?.[0]?.AlarmName)).toEqual([
      'errors',
      'all',
      'lines',
    ]);
  });
});

it('shows the definition of a state machine, and says which there is not', async () => {
  const { config } = await open();
  const client = new SFNClient(config);
  const { definition } = await client.send(new DescribeStateMachineCommand({ stateMachineArn: machineArn }));
  expect(JSON.parse(definition ?? '')).toEqual({ StartAt: 'Deploy', States: {} });
  const gone = new DescribeStateMachineCommand({ stateMachineArn: `${machineArn}-gone` });
  await expect(client.send(gone)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
});
