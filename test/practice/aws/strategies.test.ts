import {
  ContinueServiceDeploymentCommand,
  type DeploymentConfiguration,
  DescribeServiceDeploymentsCommand,
  StopServiceDeploymentCommand,
} from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { asking, type OpenAccount, openAccount } from './account.ts';
import { smallWorld } from './small-world.ts';

let account: OpenAccount;
let api: ReturnType<typeof asking>;
beforeEach(async () => {
  account = await openAccount(smallWorld({ desired: 2 }));
  api = asking(account, 'c', 'api');
});
afterEach(() => account.close());

const pause = (stage: 'POST_TEST_TRAFFIC_SHIFT' | 'PRE_PRODUCTION_TRAFFIC_SHIFT') => ({
  targetType: 'PAUSE' as const,
  lifecycleStages: [stage],
  timeoutConfiguration: { timeoutInMinutes: 10 },
});

async function deploy(configuration: DeploymentConfiguration) {
  await api.update({ deploymentConfiguration: configuration });
  const updated = await api.update({ taskDefinition: 'api:2' });
  return updated?.currentServiceDeployment ?? '';
}

async function look(arn: string) {
  const asked = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] });
  const { serviceDeployments: [found] = [] } = await account.ecs.send(asked);
  if (!found) throw new Error(`${arn} is missing`);
  return found;
}

const statusIs = (arn: string, status: string) => async () => (await look(arn)).status === status;
const isPaused = (arn: string) => async () =>
  ((await look(arn)).lifecycleHookDetails ?? []).some((hook) => hook.status === 'AWAITING_ACTION');
const waiting = async (arn: string) =>
  ((await look(arn)).lifecycleHookDetails ?? []).find(({ status }) => status === 'AWAITING_ACTION');

async function answer(serviceDeploymentArn: string, action: 'CONTINUE' | 'ROLLBACK') {
  const hookId = (await waiting(serviceDeploymentArn))?.hookId ?? '';
  return account.ecs.send(new ContinueServiceDeploymentCommand({ serviceDeploymentArn, hookId, action }));
}

describe('BLUE_GREEN', () => {
  it('goes through its stages in order, with the weights of each, and replaces all tasks at once', async () => {
    const arn = await deploy({ strategy: 'BLUE_GREEN' });
    const seen: string[] = [];
    await api.secondsUntil(async () => {
      const {
        lifecycleStage: stage,
        targetServiceRevision: to,
        sourceServiceRevisions: [from] = [],
        status,
      } = await look(arn);
      const line = `${stage} ${to?.requestedTestTrafficWeight}/${to?.requestedProductionTrafficWeight} ${from?.requestedProductionTrafficWeight}`;
      if (seen.at(-1) !== line) seen.push(line);
      return status === 'SUCCESSFUL';
    });
    expect(seen).toEqual([
      'PRE_SCALE_UP 0/0 100',
      'SCALE_UP 0/0 100',
      'POST_SCALE_UP 0/0 100',
      'TEST_TRAFFIC_SHIFT 100/0 100',
      'POST_TEST_TRAFFIC_SHIFT 100/0 100',
      'PRE_PRODUCTION_TRAFFIC_SHIFT 100/0 100',
      'PRODUCTION_TRAFFIC_SHIFT 100/100 0',
      'POST_PRODUCTION_TRAFFIC_SHIFT 100/100 0',
      'BAKE_TIME 100/100 0',
      'CLEAN_UP 100/100 0',
    ]);
    const [primary, ...others] = (await api.describe()).deployments ?? [];
    expect(primary).toMatchObject({ rolloutState: 'COMPLETED', runningCount: 2 });
    expect(others).toEqual([]);
  });

  it('keeps the old tasks until it cleans up: four run meanwhile', async () => {
    const arn = await deploy({ strategy: 'BLUE_GREEN' });
    await api.secondsUntil(async () => (await look(arn)).lifecycleStage === 'BAKE_TIME');
    expect(await api.describe()).toMatchObject({ runningCount: 4, desiredCount: 2 });
  });

  it('rolls back to the tasks that still run when it is stopped', async () => {
    const before = (await api.tasks()).map(({ taskArn }) => taskArn).sort();
    const arn = await deploy({ strategy: 'BLUE_GREEN' });
    await api.secondsUntil(async () => (await look(arn)).lifecycleStage === 'TEST_TRAFFIC_SHIFT');
    await account.ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' }));
    await api.secondsUntil(statusIs(arn, 'ROLLBACK_SUCCESSFUL'));
    expect((await api.tasks()).map(({ taskArn }) => taskArn).sort()).toEqual(before);
    expect((await api.primary())?.taskDefinition).toMatch(/api:1$/);
  });
});

describe('a PAUSE hook at POST_TEST_TRAFFIC_SHIFT (N)', () => {
  const paused = async () => {
    const arn = await deploy({ strategy: 'BLUE_GREEN', lifecycleHooks: [pause('POST_TEST_TRAFFIC_SHIFT')] });
    await api.secondsUntil(isPaused(arn));
    return arn;
  };

  it('waits for an action, and says until when and what happens then', async () => {
    const arn = await paused();
    account.clock.advance(120_000);
    expect(await look(arn)).toMatchObject({ status: 'IN_PROGRESS', lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT' });
    const { hookId, expiresAt, timeoutAction, targetType } = (await waiting(arn)) ?? {};
    expect(hookId).toMatch(/^ecs-pause-\w{43}$/);
    expect({ timeoutAction, targetType }).toEqual({ timeoutAction: 'ROLLBACK', targetType: 'PAUSE' });
    expect((expiresAt?.getTime() ?? 0) - account.clock.now()).toBe(480_000);
  });

  it('is continued to SUCCESSFUL', async () => {
    const arn = await paused();
    expect(await answer(arn, 'CONTINUE')).toMatchObject({ serviceDeploymentArn: arn });
    await api.secondsUntil(statusIs(arn, 'SUCCESSFUL'));
    expect((await look(arn)).lifecycleHookDetails).toMatchObject([{ status: 'SUCCEEDED' }]);
    expect((await api.primary())?.taskDefinition).toMatch(/api:2$/);
  });

  it('is rolled back, and a second answer is refused', async () => {
    const arn = await paused();
    const hookId = (await waiting(arn))?.hookId ?? '';
    await answer(arn, 'ROLLBACK');
    await api.secondsUntil(statusIs(arn, 'ROLLBACK_SUCCESSFUL'));
    expect((await look(arn)).lifecycleHookDetails).toMatchObject([{ status: 'FAILED' }]);
    const again = new ContinueServiceDeploymentCommand({ serviceDeploymentArn: arn, hookId });
    await expect(account.ecs.send(again)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('that is replaced while it waits makes room for the next one, and the tasks that serve stay until its end', async () => {
    const first = await paused();
    const serving = async () =>
      (await api.tasks()).filter(({ taskDefinitionArn }) => taskDefinitionArn?.endsWith(':1'));
    const next = (await api.update({ forceNewDeployment: true }))?.currentServiceDeployment ?? '';
    await api.secondsUntil(isPaused(next));
    expect(await look(first)).toMatchObject({ status: 'STOPPED' });
    expect(await serving()).toHaveLength(2);
    await answer(next, 'CONTINUE');
    await api.secondsUntil(statusIs(next, 'SUCCESSFUL'));
    expect(await serving()).toEqual([]);
  });

  it('rolls back by itself when nobody answers', async () => {
    const arn = await paused();
    account.clock.advance(599_000);
    expect((await look(arn)).status).toBe('IN_PROGRESS');
    await api.secondsUntil(statusIs(arn, 'ROLLBACK_SUCCESSFUL'), 60);
    const { lifecycleHookDetails, statusReason } = await look(arn);
    expect(lifecycleHookDetails).toMatchObject([{ status: 'TIMED_OUT' }]);
    expect(statusReason).toBe('Service deployment rolled back because a lifecycle hook timed out.');
  });

  it('of an unknown deployment cannot be answered', async () => {
    const unknown = new ContinueServiceDeploymentCommand({ serviceDeploymentArn: 'arn:aws:ecs:x', hookId: 'x' });
    await expect(account.ecs.send(unknown)).rejects.toMatchObject({ name: 'ServiceDeploymentNotFoundException' });
  });
});

describe.each([
  ['CANARY', { canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 0 } }, [0, 10]],
  ['LINEAR', { linearConfiguration: { stepPercent: 40, stepBakeTimeInMinutes: 0 } }, [0, 40, 80]],
] as const)('%s', (strategy, steps, weights) => {
  it('pauses before every step, each time for another hook', async () => {
    const arn = await deploy({ strategy, ...steps, lifecycleHooks: [pause('PRE_PRODUCTION_TRAFFIC_SHIFT')] });
    const seen: [string | undefined, number | undefined][] = [];
    for (const _ of weights) {
      await api.secondsUntil(isPaused(arn));
      seen.push([
        (await waiting(arn))?.hookId,
        (await look(arn)).targetServiceRevision?.requestedProductionTrafficWeight,
      ]);
      await answer(arn, 'CONTINUE');
    }
    await api.secondsUntil(statusIs(arn, 'SUCCESSFUL'));
    expect(seen.map(([, weight]) => weight)).toEqual(weights);
    expect(new Set(seen.map(([id]) => id)).size).toBe(weights.length);
  });
});

it.each(['TEST_TRAFFIC_SHIFT', 'PRODUCTION_TRAFFIC_SHIFT'] as const)('cannot be paused at %s', async (stage) => {
  const hook = { targetType: 'PAUSE' as const, lifecycleStages: [stage] };
  await expect(api.update({ deploymentConfiguration: { lifecycleHooks: [hook] } })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});
