import {
  DescribeServiceDeploymentsCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  StopTaskCommand,
  UpdateServiceCommand,
  waitUntilServicesStable,
} from '@aws-sdk/client-ecs';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import type { PracticeAwsOptions } from '#practice/aws/practice-aws.ts';
import { asking, type OpenAccount, openAccount } from './account.ts';
import { type SmallWorld, smallWorld } from './small-world.ts';

/** The deployments of the reference's table of scenarios, in simulated seconds after UpdateService. */

const opened: OpenAccount[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) account.close();
});

async function open(options: SmallWorld, more: Partial<PracticeAwsOptions> = {}) {
  const account = await openAccount(smallWorld(options), more);
  opened.push(account);
  return { ...account, api: asking(account, 'c', 'api') };
}

const curl = (startPeriod: number) => ({
  command: ['CMD-SHELL', 'curl -f http://localhost:8080/health || exit 1'],
  interval: 30,
  retries: 3,
  startPeriod,
});
const wget = { ...curl(0), command: ['CMD-SHELL', 'wget --spider http://localhost:8081/health || exit 1'] };
const loop: SmallWorld = { healthCheck: wget };
const breaks = { enable: true, rollback: true };

const pass = (clock: OpenAccount['clock'], seconds: number) => clock.advance(seconds * 1_000);
const stockWaiter = ({ ecs }: OpenAccount) =>
  waitUntilServicesStable({ client: ecs, maxWaitTime: 20 }, { cluster: 'c', services: ['api'] });

it('gives up at the second failure, 206 s instead of 312 s after the call, if the threshold is a count of 2', async () => {
  const until = async (breaker: JsonObject) => {
    const { api } = await open({ ...loop, breaker });
    await api.update({ taskDefinition: 'api:2' });
    return api.secondsUntil(async () => (await api.messages()).some((said) => said?.includes('deployment failed')));
  };
  expect(await until(breaks)).toBe(312);
  expect(await until({ ...breaks, thresholdConfiguration: { type: 'COUNT', value: 2 } })).toBe(206);
});

describe('a deployment that goes well', () => {
  it('replaces two tasks at 50/200 in 46 s, with never fewer than one healthy and at most four live (A)', async () => {
    const { api, clock } = await open({
      after: { tools: ['curl'] },
      healthCheck: curl(60),
      desired: 2,
      percents: [50, 200],
    });
    await api.update({ taskDefinition: 'api:2' });
    const pending = await api.describe();
    expect(pending).toMatchObject({ runningCount: 1, pendingCount: 2 });
    pass(clock, 39);
    expect((await api.tasks()).filter(({ healthStatus }) => healthStatus === 'HEALTHY')).toHaveLength(0);
    pass(clock, 1);
    expect((await api.tasks()).map(({ healthStatus }) => healthStatus)).toEqual(['HEALTHY', 'HEALTHY']);
    pass(clock, 5);
    expect((await api.primary())?.rolloutState).toBe('IN_PROGRESS');
    pass(clock, 1);
    const done = await api.describe();
    expect(done.deployments).toHaveLength(1);
    expect(done.deployments?.[0]).toMatchObject({ rolloutState: 'COMPLETED', runningCount: 2, failedTasks: 0 });
  });

  it('counts a task without a health check 40 s after it runs, and completes after 56 s (A2)', async () => {
    const { api, clock } = await open({});
    await api.update({ taskDefinition: 'api:2' });
    const [old, fresh] = await api.tasks();
    expect(await api.secondsUntil(async () => (await api.tasks())[1]?.lastStatus === 'RUNNING')).toBe(10);
    expect(await api.secondsUntil(async () => (await api.tasks()).length === 1)).toBe(40);
    expect((await api.tasks())[0]?.taskArn).toBe(fresh?.taskArn);
    expect((await api.tasks('STOPPED')).at(-1)).toMatchObject({
      taskArn: old?.taskArn,
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${old?.startedBy})`,
    });
    expect(await api.secondsUntil(async () => (await api.primary())?.rolloutState === 'COMPLETED')).toBe(6);
    pass(clock, 1);
    expect(await api.messages()).toContain('(service api) has reached a steady state.');
  });
});

describe('the timings that operators report', () => {
  it('let a task run after 37 s instead of 10', async () => {
    const account = await openAccount(smallWorld({}), { timings: 'field' });
    opened.push(account);
    const api = asking(account, 'c', 'api');
    await api.update({ taskDefinition: 'api:2' });
    expect(await api.secondsUntil(async () => (await api.tasks())[1]?.lastStatus === 'RUNNING')).toBe(37);
  });
});

describe('a health check that calls a tool which the image lacks', () => {
  it('loops for ever with two tasks for a desired count of one, while the old task serves (B)', async () => {
    const { api, clock } = await open(loop);
    const [old] = await api.tasks();
    await api.update({ taskDefinition: 'api:2' });
    pass(clock, 99);
    expect((await api.tasks())[1]?.healthStatus).toBe('UNKNOWN');
    pass(clock, 1);
    expect((await api.tasks('STOPPED')).at(-1)?.stoppedReason).toBe('Task failed container health checks');
    expect(await api.secondsUntil(async () => (await api.tasks()).length === 2)).toBe(6);
    pass(clock, 1_790 - 106);
    const { deployments = [], runningCount, desiredCount } = await api.describe();
    expect(deployments).toHaveLength(2);
    expect(deployments[0]).toMatchObject({ rolloutState: 'IN_PROGRESS', failedTasks: 16 });
    expect([runningCount, desiredCount]).toEqual([2, 1]);
    const own = [...(await api.tasks()), ...(await api.tasks('STOPPED'))].filter(
      ({ startedBy }) => startedBy === deployments[0]?.id,
    );
    expect(own).toHaveLength(17);
    expect((await api.tasks())[0]?.taskArn).toBe(old?.taskArn);
  });

  it('trips the circuit breaker at the third failure and is rolled back as a third deployment, which the stock waiter calls success (C)', async () => {
    const account = await open({ ...loop, breaker: breaks });
    const { api, clock, ecs } = account;
    const before = await api.primary();
    const failed = (await api.update({ taskDefinition: 'api:2' }))?.deployments?.[0]?.id;
    for (const [wait, failures] of [
      [100, 1],
      [106, 2],
    ] as const) {
      pass(clock, wait);
      expect((await api.primary())?.failedTasks).toBe(failures);
    }
    pass(clock, 105);
    expect((await api.primary())?.id).toBe(failed);
    pass(clock, 1);
    const rolling = await api.primary();
    expect([before?.id, failed]).not.toContain(rolling?.id);
    expect(rolling).toMatchObject({
      taskDefinition: before?.taskDefinition,
      rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${before?.id}.`,
    });
    expect(await api.secondsUntil(async () => (await api.primary())?.rolloutState === 'COMPLETED')).toBe(374 - 312);
    expect((await api.describe()).currentServiceRevisions).toMatchObject([{ runningTaskCount: 1 }]);
    const { serviceDeployments = [] } = await ecs.send(
      new ListServiceDeploymentsCommand({ cluster: 'c', service: 'api' }),
    );
    const described = await ecs.send(
      new DescribeServiceDeploymentsCommand({
        serviceDeploymentArns: [serviceDeployments[0]?.serviceDeploymentArn ?? ''],
      }),
    );
    expect(described.serviceDeployments?.[0]).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
    });
    expect((await stockWaiter(account)).state).toBe('SUCCESS');
  });

  it('stops launching when the breaker may not roll back, and leaves the old task to serve (C2)', async () => {
    const { api, clock } = await open({ ...loop, breaker: { enable: true, rollback: false } });
    await api.update({ taskDefinition: 'api:2' });
    pass(clock, 312);
    expect(await api.primary()).toMatchObject({
      rolloutState: 'FAILED',
      rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
    });
    pass(clock, 600);
    expect((await api.describe()).deployments).toHaveLength(2);
    expect(await api.tasks()).toHaveLength(1);
  });

  it('is an outage at 0/100, which the stock waiter calls stable (D)', async () => {
    const account = await open({ ...loop, percents: [0, 100] });
    const { api, clock } = account;
    await api.update({ taskDefinition: 'api:2' });
    expect(await api.tasks()).toHaveLength(0);
    pass(clock, 6 + 20);
    expect((await stockWaiter(account)).state).toBe('SUCCESS');
    const health: (string | undefined)[] = [];
    for (let minute = 0; minute < 15; minute += 1) {
      pass(clock, 60);
      health.push(...(await api.tasks()).map(({ healthStatus }) => healthStatus));
    }
    expect(health).not.toContain('HEALTHY');
    expect((await api.primary())?.rolloutState).toBe('IN_PROGRESS');
  });
});

describe('a task that does not come up', () => {
  it.each([
    [
      'a secret is missing',
      { container: { secrets: [{ name: 'KEY', valueFrom: '/api/other' }] } },
      'unable to pull secrets',
    ],
    ['its image is missing', { after: 'missing' }, 'CannotPullContainerError'],
    [
      'its log group is missing',
      { container: { logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/no' } } } },
      'The specified log group does not exist',
    ],
  ] as const)('never runs when %s; three of these trip the breaker after 10 s (E)', async (_, world, reason) => {
    const { api, clock } = await open({ ...world, breaker: breaks });
    await api.update({ taskDefinition: 'api:2' });
    pass(clock, 9);
    expect((await api.primary())?.failedTasks).toBe(2);
    const [stopped] = (await api.tasks('STOPPED')).slice(-1);
    expect(stopped).toMatchObject({ stopCode: 'TaskFailedToStart', stoppedReason: expect.stringContaining(reason) });
    expect(stopped?.startedAt).toBeUndefined();
    expect(stopped?.containers?.[0]?.exitCode).toBeUndefined();
    pass(clock, 1);
    expect((await api.primary())?.rolloutStateReason).toContain('rolling back');
    expect(await api.secondsUntil(async () => (await api.primary())?.rolloutState === 'COMPLETED')).toBe(58);
  });

  it('is not counted by the breaker when it exits after it ran: every 17 s, for ever (F)', async () => {
    const { api, clock } = await open({ after: { exit: { after: 5, code: 1 } }, breaker: breaks });
    const id = (await api.update({ taskDefinition: 'api:2' }))?.deployments?.[0]?.id;
    pass(clock, 15);
    expect((await api.tasks('STOPPED')).at(-1)).toMatchObject({
      stopCode: 'EssentialContainerExited',
      containers: [{ exitCode: 1 }],
    });
    pass(clock, 885);
    expect(await api.primary()).toMatchObject({ id, rolloutState: 'IN_PROGRESS', failedTasks: 0 });
    const own = [...(await api.tasks()), ...(await api.tasks('STOPPED'))].filter(({ startedBy }) => startedBy === id);
    expect(own).toHaveLength(53);
  });

  it('fails after 49 s where exits are counted, and is rolled back by 107 s (F2)', async () => {
    const { api, clock } = await open(
      { after: { exit: { after: 5, code: 1 } }, breaker: breaks },
      { exitsCount: true },
    );
    const before = await api.primary();
    await api.update({ taskDefinition: 'api:2' });
    pass(clock, 48);
    expect(await api.primary()).toMatchObject({ rolloutState: 'IN_PROGRESS', failedTasks: 2 });
    pass(clock, 1);
    const { deployments = [] } = await api.describe();
    expect(deployments.find(({ taskDefinition }) => taskDefinition?.endsWith('api:2'))).toMatchObject({
      rolloutState: 'FAILED',
      failedTasks: 3,
    });
    expect(deployments[0]).toMatchObject({
      taskDefinition: before?.taskDefinition,
      rolloutStateReason: expect.stringContaining('rolling back'),
    });
    expect(await api.secondsUntil(async () => (await api.primary())?.rolloutState === 'COMPLETED')).toBe(107 - 49);
  });

  it('cannot be placed at 100/200 when it needs the port that the old task holds (G)', async () => {
    const { api, clock } = await open({ hostPort: 8_080 });
    const [old] = await api.tasks();
    await api.update({ taskDefinition: 'api:2' });
    expect((await api.messages())[0]).toMatch(/is already using a port required by your task\.$/);
    pass(clock, 1_800);
    expect((await api.tasks()).map(({ taskArn }) => taskArn)).toEqual([old?.taskArn]);
    expect((await api.primary())?.rolloutState).toBe('IN_PROGRESS');
  });

  it('takes the port over at 0/100, with a gap, and completes after 56 s (G2)', async () => {
    const { api, clock } = await open({ hostPort: 8_080, percents: [0, 100] });
    await api.update({ taskDefinition: 'api:2' });
    expect(await api.tasks()).toHaveLength(0);
    pass(clock, 6);
    expect(await api.tasks()).toHaveLength(1);
    expect(await api.secondsUntil(async () => (await api.primary())?.rolloutState === 'COMPLETED')).toBe(50);
  });

  it('says that the percentages leave no way at 100/100', async () => {
    const { api, clock } = await open({ percents: [100, 100] });
    await api.update({ taskDefinition: 'api:2' });
    pass(clock, 61);
    expect((await api.messages())[0]).toContain('was unable to stop or start tasks during a deployment');
    expect(await api.tasks()).toHaveLength(1);
  });
});

describe('a task that is stopped by a person', () => {
  it('is replaced by the same deployment, which stays COMPLETED, and keeps the reason that was given', async () => {
    const { api, clock, ecs } = await open({ hostPort: 8_080 });
    const [old] = await api.tasks();
    const before = await api.primary();
    const { task } = await ecs.send(new StopTaskCommand({ cluster: 'c', task: old?.taskArn, reason: 'runbook r/1' }));
    expect(task).toMatchObject({ desiredStatus: 'STOPPED', stopCode: 'UserInitiated', stoppedReason: 'runbook r/1' });
    expect(await api.secondsUntil(async () => (await api.tasks()).length === 1)).toBe(6);
    expect(await api.secondsUntil(async () => (await api.tasks())[0]?.lastStatus === 'RUNNING')).toBe(10);
    pass(clock, 40);
    expect(await api.primary()).toMatchObject({ id: before?.id, rolloutState: 'COMPLETED', runningCount: 1 });
    expect((await api.messages())[0]).toBe('(service api) has reached a steady state.');
  });

  it('may be stopped twice, and is unknown after an hour', async () => {
    const { api, clock, ecs } = await open({});
    const [old] = await api.tasks();
    const stop = () => ecs.send(new StopTaskCommand({ cluster: 'c', task: old?.taskArn }));
    await stop();
    expect((await stop()).task?.stoppedReason).toBe('Task stopped by user');
    pass(clock, 3_700);
    await expect(stop()).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'The referenced task was not found.',
    });
  });
});

describe('a call that goes wrong', () => {
  const force = { cluster: 'c', service: 'api', forceNewDeployment: true } as const;

  it('is applied once when its answer is lost and the client does not try again (I)', async () => {
    const { aws, ecs, api } = await open({});
    const before = await api.primary();
    aws.addFault({ op: 'UpdateService', kind: 'drop-after', times: 1 });
    await expect(ecs.send(new UpdateServiceCommand(force))).rejects.toThrow('socket hang up');
    expect((await api.primary())?.id).not.toBe(before?.id);
    const calls = aws.calls().filter(({ op }) => op === 'UpdateService');
    expect(calls).toMatchObject([{ applied: true, error: 'dropped', write: true }]);
  });

  it('is applied three times by a client with the defaults of the SDK (J)', async () => {
    const { aws, config } = await open({});
    const { maxAttempts: _, ...defaults } = config;
    const ecs = new ECSClient(defaults);
    aws.addFault({ op: 'UpdateService', kind: 'drop-after', times: 3 });
    await expect(ecs.send(new UpdateServiceCommand(force))).rejects.toThrow('socket hang up');
    ecs.destroy();
    const calls = aws.calls().filter(({ op }) => op === 'UpdateService');
    expect(calls.map(({ applied }) => applied)).toEqual([true, true, true]);
    expect(new Set(calls.map(({ invocationId }) => invocationId)).size).toBe(1);
  });

  it('is superseded when somebody else deploys meanwhile (M)', async () => {
    const { aws, api, clock, ecs } = await open({});
    const ours = (await api.update({ forceNewDeployment: true }))?.deployments?.[0]?.id;
    pass(clock, 20);
    await aws.perform(
      'UpdateService',
      { cluster: 'c', service: 'api', taskDefinition: 'api:2' },
      'arn:aws:iam::111122223333:user/carol',
    );
    const { deployments = [] } = await api.describe();
    expect(deployments[0]?.taskDefinition).toMatch(/api:2$/);
    expect(deployments.find(({ id }) => id === ours)?.status ?? 'gone').not.toBe('PRIMARY');
    pass(clock, 1);
    const { serviceDeployments = [] } = await ecs.send(
      new ListServiceDeploymentsCommand({ cluster: 'c', service: 'api' }),
    );
    expect(serviceDeployments.map(({ status }) => status)).toEqual(['IN_PROGRESS', 'STOPPED', 'SUCCESSFUL']);
    expect(
      aws
        .calls()
        .filter(({ op }) => op === 'UpdateService')
        .at(-1),
    ).toMatchObject({
      principal: 'arn:aws:iam::111122223333:user/carol',
    });
  });

  it('may be followed by reads that do not know of it yet (P)', async () => {
    const { aws, api, clock } = await open({});
    pass(clock, 30);
    const before = await api.primary();
    const ours = (await api.update({ forceNewDeployment: true }))?.deployments?.[0]?.id;
    aws.addFault({ op: 'DescribeServices', kind: 'stale', times: 3, seconds: 20 });
    pass(clock, 10);
    expect((await api.primary())?.id).toBe(before?.id);
    pass(clock, 9);
    expect((await api.primary())?.id).toBe(before?.id);
    pass(clock, 2);
    expect((await api.primary())?.id).toBe(ours);
  });

  it.each(['drop-before', '500-before', '500-after', 'throttle', 'deny', 'hang'] as const)(
    'has an effect only if %s says so',
    async (kind) => {
      const { aws, api, config } = await open({});
      const ecs = new ECSClient({ ...config, requestHandler: { ...config.requestHandler, requestTimeout: 200 } });
      const before = await api.primary();
      aws.addFault({ op: 'UpdateService', kind, times: 1, match: { service: 'api' } });
      const names = {
        'drop-before': 'Error',
        '500-before': 'InternalFailure',
        '500-after': 'InternalFailure',
        throttle: 'ThrottlingException',
        deny: 'AccessDeniedException',
        hang: 'TimeoutError',
      };
      await expect(ecs.send(new UpdateServiceCommand(force))).rejects.toMatchObject({ name: names[kind] });
      ecs.destroy();
      const applied = kind === '500-after';
      expect((await api.primary())?.id === before?.id).toBe(!applied);
      expect(aws.calls().find(({ op }) => op === 'UpdateService')?.applied).toBe(applied);
      expect(aws.faults()).toEqual([]);
    },
  );

  it('can be delayed, and faults wait for their turn and their parameters', async () => {
    const { aws, api, ecs } = await open({});
    aws.addFault({ op: 'UpdateService', kind: 'delay', times: 1, ms: 80, after: 1 });
    aws.addFault({ op: 'UpdateService', kind: 'deny', times: 1, match: { service: 'other' } });
    const began = performance.now();
    await ecs.send(new UpdateServiceCommand(force));
    await ecs.send(new UpdateServiceCommand(force));
    expect(performance.now() - began).toBeGreaterThanOrEqual(80);
    expect(aws.faults()).toMatchObject([{ kind: 'deny' }]);
    expect((await api.describe()).deployments).toHaveLength(3);
  });
});
