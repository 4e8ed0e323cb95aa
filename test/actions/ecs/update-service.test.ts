import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Read } from '#actions/ports.ts';
import type { JsonObject } from '#domain/json.ts';
import { actionOf, type Stage, setStage } from '../practice.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { cluster, deployApi, world } from '../world.ts';

const action = actionOf('ecs.update-service');
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world());
});
afterEach(() => stage.close());

const registry = 'arn:aws:servicediscovery:us-east-1:111122223333:service/srv-1';
const target = {
  target_group: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/api/1',
  container: 'api',
  port: 8081,
};
const breaker = { enable: true, rollback: true };
const change = (deploymentConfiguration: JsonObject) =>
  stage.practice.perform('UpdateService', { cluster, service: 'api', deploymentConfiguration });
const ask = (more: JsonObject, read: Read = stage.read) =>
  action.plan({ cluster, service: 'api', ...more }, read, stage.ctx());
const begun = async (more: JsonObject) =>
  sendAll(stage, action, begin(stage, await plan(stage, action, { cluster, service: 'api', ...more })));

/** A reader whose service is as it is, but for this. */
const but = (more: object): Read => ({
  ...stage.read,
  ecs: Object.assign(Object.create(stage.read.ecs), {
    async service(...of: Parameters<Read['ecs']['service']>) {
      const service = await stage.read.ecs.service(...of);
      return service && { ...service, ...more };
    },
  }),
});

describe('plans', () => {
  it('the whole deployment configuration, with what is not changed as it was', async () => {
    const kept = {
      alarms: { alarmNames: ['errors'], enable: true, rollback: true },
      deploymentCircuitBreaker: { enable: false, rollback: false, resetOnHealthyTask: false },
    };
    await change(kept);
    const planned = await ask({ circuit_breaker: { ...breaker, threshold: { type: 'COUNT', value: 2 } } });
    expect(planned.requests).toEqual([
      {
        service: 'ecs',
        operation: 'UpdateService',
        params: {
          cluster,
          service: 'api',
          deploymentConfiguration: {
            minimumHealthyPercent: 50,
            maximumPercent: 200,
            strategy: 'ROLLING',
            alarms: kept.alarms,
            deploymentCircuitBreaker: {
              ...breaker,
              resetOnHealthyTask: false,
              thresholdConfiguration: { type: 'COUNT', value: 2 },
            },
          },
        },
      },
    ]);
    expect(planned.changes).toEqual([
      {
        target: 'api',
        what: 'circuit breaker (takes effect at the next deployment)',
        before: 'off',
        after: 'rolls back after 2 failures',
      },
    ]);
    expect(planned.blastRadius).toBe('Settings, no task, of api in c');
  });

  it('only the members that change, each in words', async () => {
    const planned = await ask({
      grace_period: 30,
      maximum_percent: 200,
      enable_execute_command: true,
      availability_zone_rebalancing: 'ENABLED',
    });
    expect(planned.requests[0]?.params).toEqual({
      cluster,
      service: 'api',
      healthCheckGracePeriodSeconds: 30,
      enableExecuteCommand: true,
      availabilityZoneRebalancing: 'ENABLED',
    });
    expect(planned.changes).toEqual([
      { target: 'api', what: 'grace period of health checks', before: '0 s', after: '30 s' },
      { target: 'api', what: 'ECS Exec (for tasks that start from then on)', before: 'off', after: 'on' },
      { target: 'api', what: 'rebalancing over zones', before: 'DISABLED', after: 'ENABLED' },
    ]);
  });

  it('a deployment for what belongs to a revision, and says so', async () => {
    const planned = await ask({ registries: [registry], load_balancers: [target] });
    expect(planned.changes).toEqual([
      { target: 'api', what: 'service registry (starts a deployment)', before: 'none', after: 'srv-1' },
      {
        target: 'api',
        what: 'load balancers (starts a deployment)',
        before: 'none',
        after: 'targetgroup/api api:8081',
      },
      { target: 'api', what: 'a deployment: 2 tasks replaced, still api:1' },
    ]);
    expect(planned.blastRadius).toBe('2 tasks of api in c');
  });

  it.each([
    [{ maximum_percent: 200 }],
    [{ circuit_breaker: { enable: false, rollback: false, threshold: { type: 'BOUNDED_PERCENT', value: 50 } } }],
    [{ registries: [], load_balancers: [] }],
  ])('nothing for %j, which is so already or the default', async (more) => {
    expect(await ask(more)).toMatchObject({ nothingToDo: 'The settings of api are so already.' });
  });
});

describe('refuses', () => {
  it('a second registry and an unknown kind of threshold, as inputs', async () => {
    await expect(ask({ registries: [registry, `${registry}0`] })).rejects.toMatchObject({ code: 'bad-input' });
    const threshold = { type: 'PERCENT', value: 50 };
    await expect(ask({ circuit_breaker: { ...breaker, threshold } })).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('to start a deployment while one is in progress, and changes the rest all the same', async () => {
    await stage.practice.perform('UpdateService', deployApi(3));
    expect((await ask({ registries: [registry] })).refuse).toMatch(/^Deployment .* has been in progress/);
    expect((await ask({ circuit_breaker: breaker })).refuse).toBeUndefined();
  });

  it.each([
    [{ controller: 'CODE_DEPLOY' }, 'Deployments of api are controlled by CODE_DEPLOY, not by ECS.'],
    [{ registriesByPort: true }, 'The registry of api names a port or a container, which would be lost.'],
    [{ minimumHealthyPercent: 180 }, 'The minimum healthy percent, 180, would be above the maximum, 150.'],
  ])('%j', async (more, refuse) => {
    expect(await ask({ registries: [registry], maximum_percent: 150 }, but(more))).toMatchObject({ refuse });
  });
});

it('warns of percentages with which no deployment could begin', async () => {
  expect((await ask({ minimum_healthy_percent: 100, maximum_percent: 100 })).warnings).toEqual([
    'With 100 to 100 %, ECS may neither stop one of the 2 tasks of api nor start another: no deployment could begin.',
  ]);
});

describe('proves', () => {
  it('settings by reading them back', async () => {
    const verdicts = await verifyAll(stage, action, await begun({ maximum_percent: 150 }));
    expect(verdicts).toMatchObject([{ state: 'ok', progress: 'maximum_percent: 150 %' }]);
  });

  it('the deployment that a registry starts, and the one that takes it away', async () => {
    const walk = await begun({ registries: [registry] });
    const verdicts = await verifyAll(stage, action, walk);
    expect(verdicts[0]).toMatchObject({
      state: 'pending',
      progress: expect.stringContaining('0 of 2 new tasks healthy'),
    });
    expect(verdicts.at(-1)).toMatchObject({ state: 'ok' });
    expect((await verifyAll(stage, action, await begun({ registries: [] }))).at(-1)).toMatchObject({ state: 'ok' });
    expect((await stage.read.ecs.service(cluster, 'api'))?.registries).toEqual([]);
  });

  it('of a service that runs nothing only the settings', async () => {
    const input = { cluster, service: 'parked', registries: [registry] };
    const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, input)));
    expect(await verifyAll(stage, action, walk)).toMatchObject([{ state: 'ok', progress: 'registries: srv-1' }]);
  });
});
