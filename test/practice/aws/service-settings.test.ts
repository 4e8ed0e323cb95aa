import type { UpdateServiceCommandInput } from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { asking, type OpenAccount, openAccount } from './account.ts';
import { smallWorld } from './small-world.ts';

type Change = Omit<UpdateServiceCommandInput, 'cluster' | 'service'>;

let account: OpenAccount;
let api: ReturnType<typeof asking>;
beforeEach(async () => {
  account = await openAccount(smallWorld({}));
  api = asking(account, 'c', 'api');
});
afterEach(() => account.close());

const registryArn = 'arn:aws:servicediscovery:us-east-1:111122223333:service/srv-1';
const targetGroupArn = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/api/1';
const starting: [string, Change][] = [
  ['serviceRegistries', { serviceRegistries: [{ registryArn }] }],
  ['loadBalancers', { loadBalancers: [{ targetGroupArn, containerName: 'api', containerPort: 80 }] }],
  ['platformVersion', { platformVersion: '1.4.0' }],
  [
    'networkConfiguration',
    {
      networkConfiguration: {
        awsvpcConfiguration: { subnets: ['subnet-9'], securityGroups: ['sg-9'], assignPublicIp: 'ENABLED' },
      },
    },
  ],
];
const quiet: [string, Change][] = [
  ['enableExecuteCommand', { enableExecuteCommand: true }],
  ['propagateTags', { propagateTags: 'SERVICE' }],
  ['availabilityZoneRebalancing', { availabilityZoneRebalancing: 'ENABLED' }],
  ['capacityProviderStrategy', { capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }],
  ['placementConstraints', { placementConstraints: [{ type: 'memberOf', expression: 'ec2InstanceId == i-1' }] }],
  ['healthCheckGracePeriodSeconds', { healthCheckGracePeriodSeconds: 30 }],
];

it.each(starting)('another value of %s starts a deployment, the same one does not', async (name, change) => {
  const before = await api.primary();
  const changed = await api.update(change);
  expect(changed).toMatchObject({ [name]: change[name as keyof Change] });
  expect(changed?.deployments?.[0]?.id).not.toBe(before?.id);
  expect((await api.update(change))?.deployments?.[0]?.id).toBe(changed?.deployments?.[0]?.id);
});

it.each(quiet)('%s is changed without a deployment', async (name, change) => {
  const before = await api.primary();
  expect(await api.update(change)).toMatchObject({ [name]: change[name as keyof Change] });
  expect((await api.primary())?.id).toBe(before?.id);
});

it('an empty list takes the registry away, and two are refused', async () => {
  await api.update({ serviceRegistries: [{ registryArn }] });
  expect(await api.update({ serviceRegistries: [] })).toMatchObject({ serviceRegistries: [] });
  await expect(api.update({ serviceRegistries: [{ registryArn }, { registryArn }] })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});

describe('how deployments go', () => {
  it('is shown as it was sent, and what a request leaves out stays', async () => {
    const deploymentCircuitBreaker = {
      enable: true,
      rollback: true,
      resetOnHealthyTask: false,
      thresholdConfiguration: { type: 'COUNT' as const, value: 2 },
    };
    const alarms = { alarmNames: ['errors'], enable: true, rollback: true };
    await api.update({ deploymentConfiguration: { deploymentCircuitBreaker, alarms } });
    const shown = await api.update({ deploymentConfiguration: { maximumPercent: 150, minimumHealthyPercent: 50 } });
    expect(shown?.deploymentConfiguration).toEqual({
      minimumHealthyPercent: 50,
      maximumPercent: 150,
      strategy: 'ROLLING',
      deploymentCircuitBreaker,
      alarms,
    });
  });

  it('is refused where a threshold is not a positive whole number', async () => {
    const thresholdConfiguration = { type: 'COUNT' as const, value: 0 };
    const deploymentCircuitBreaker = { enable: true, rollback: true, thresholdConfiguration };
    await expect(api.update({ deploymentConfiguration: { deploymentCircuitBreaker } })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('is ended by an alarm that rings, and ECS goes back', async () => {
    const world = { ...smallWorld({}), alarms: [{ name: 'errors', rings: [{ from: 20, to: 600 }] }] };
    const ringing = await openAccount(world);
    const service = asking(ringing, 'c', 'api');
    const alarms = { alarmNames: ['errors'], enable: true, rollback: true };
    await service.update({ deploymentConfiguration: { alarms }, taskDefinition: 'api:2' });
    const isBack = async () => ((await service.primary())?.taskDefinition ?? '').endsWith('api:1');
    expect(await service.secondsUntil(isBack)).toBe(20);
    expect(await service.messages()).toContainEqual(expect.stringContaining('alarm errors is in ALARM.'));
    ringing.close();
  });

  it('may count as done before the old tasks have ended', async () => {
    const earlySuccessCriteria = {
      enable: true,
      healthyPercent: 100,
      sourceServiceRevisionCleanup: 'DEFERRED' as const,
    };
    await api.update({ deploymentConfiguration: { earlySuccessCriteria } });
    await api.update({ taskDefinition: 'api:2' });
    expect(await api.secondsUntil(async () => (await api.primary())?.rolloutState === 'COMPLETED')).toBe(50);
    expect(await api.tasks()).toHaveLength(1);
    account.clock.advance(10_000);
    expect((await api.describe()).deployments).toHaveLength(1);
  });
});
