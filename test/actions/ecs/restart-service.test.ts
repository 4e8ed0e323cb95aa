import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { actionOf, type Stage, setStage } from '../practice.ts';
import { digests, repository, shopWorld } from '../shop.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { cluster, deployApi, world } from '../world.ts';

const action = actionOf('ecs.restart-service');
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world());
});
afterEach(() => stage.close());

const update = (service: string, more: JsonObject) =>
  stage.practice.perform('UpdateService', { cluster, service, ...more });
const restart = async (service: string, more: JsonObject = {}) =>
  sendAll(stage, action, begin(stage, await plan(stage, action, { cluster, service, ...more })));
const tasksOf = (service: string) => stage.read.ecs.tasks(cluster, service, 'RUNNING');

describe('refuses', () => {
  const refusal = async (input: JsonObject) =>
    (await action.plan({ cluster, ...input }, stage.read, stage.ctx())).refuse;

  it.each([
    [{ service: 'nobody' }, 'There is no service nobody in c.'],
    [{ service: 'parked' }, 'The desired count of parked is 0, so there is nothing to restart.'],
    [{ service: 'stuck' }, 'ECS may neither stop one of the 1 task of stuck nor start another'],
    [
      { service: 'broker' },
      'takes port 9092 of its instance, which leaves no room for a second task beside it: use mode: stop-task',
    ],
  ])('%j', async (input, reason) => {
    expect(await refusal(input)).toContain(reason);
  });

  it('while a deployment is in progress, in either mode', async () => {
    await stage.practice.perform('UpdateService', deployApi(2));
    stage.pass(90);
    for (const mode of ['roll', 'stop-task'])
      expect(await refusal({ service: 'api', mode })).toMatch(
        /^Deployment ecs-svc\/\d+ of api \(api:2\) has been in progress for 1 min 30 s/,
      );
  });

  it('to stop tasks where none runs', async () => {
    expect(await refusal({ service: 'homeless', mode: 'stop-task' })).toBe(
      'No task of homeless runs, so there is none to stop.',
    );
  });

  it('an unknown cluster in the words of ECS', async () => {
    await expect(action.plan({ cluster: 'x', service: 'api' }, stage.read, stage.ctx())).rejects.toMatchObject({
      kind: 'user',
      message: 'ecs:DescribeServices: ClusterNotFoundException: Cluster not found.',
    });
  });
});

describe('plans', () => {
  it('a rolling restart of a task with a port where ECS may stop first', async () => {
    await update('broker', { deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 } });
    const planned = await plan(stage, action, { cluster, service: 'broker' });
    expect(planned.warnings).toEqual(['No task of broker runs from the stop of the old until its replacement is up.']);
  });

  it('with a warning where the image behind the tag may have changed', async () => {
    expect((await plan(stage, action, { cluster, service: 'busy' })).warnings).toContain(
      'busy:latest (busy) is looked up again: the new tasks may run another image.',
    );
    expect((await plan(stage, action, { cluster, service: 'busy', mode: 'stop-task' })).warnings).toHaveLength(1);
  });

  describe('with what the tags mean by now', () => {
    const asked = (more: JsonObject = {}) => plan(stage, action, { cluster, service: 'shop', ...more });
    beforeEach(async () => {
      await stage.close();
      stage = await setStage(shopWorld());
    });
    it('and no word of them where they mean what runs', async () => {
      const { warnings, guarded } = await asked();
      expect(warnings).toEqual([]);
      expect(guarded).toMatchObject({ 'image of api': digests.one });
    });

    it('told where one means another image, and that one is approved', async () => {
      stage.practice.push(repository, { tags: ['stable'], program: 'api:1', digest: digests.later });
      stage.pass(7_200);
      const { warnings, guarded } = await asked();
      expect(warnings).toEqual([
        'The restart brings up another image of api: shop:stable means sha256:ffffffffffff, pushed 2 h ago; running is sha256:111111111111.',
      ]);
      expect(guarded).toMatchObject({ 'image of api': digests.later });
      expect((await asked({ mode: 'stop-task' })).warnings).toEqual([]);
    });

    it('and a warning where ECR may not be asked', async () => {
      stage.practice.addFault({ op: 'DescribeImages', kind: 'deny', times: 9 });
      const { warnings, guarded } = await asked();
      expect(warnings).toEqual([
        expect.stringMatching(
          /^Whether shop:stable \(api\) means another image by now cannot be read: ecr:DescribeImages/,
        ),
      ]);
      expect(Object.keys(guarded)).not.toContain('image of api');
    });
  });

  it('one request for each task, oldest first, which names the step as its reason', async () => {
    const planned = await plan(stage, action, { cluster, service: 'api', mode: 'stop-task' });
    const tasks = new Set((await tasksOf('api')).map(({ arn }) => arn));
    expect(new Set(planned.requests.map(({ params }) => params['task']))).toEqual(tasks);
    expect(planned.requests[0]?.params['reason']).toContain('4F3W/step');
  });
});

describe('a rolling restart', () => {
  it('is not called done when ECS gave it up, neither right away nor once the old tasks run alone again', async () => {
    const walk = await restart('picky');
    await update('broker', { desiredCount: 0 });
    const verdicts = await verifyAll(stage, action, walk);
    expect(verdicts.at(-1)).toMatchObject({
      state: 'failed',
      progress: expect.stringContaining('ECS gave up ecs-svc/'),
    });
    expect(verdicts.at(-1)?.progress).toContain('Task failed container health checks');
    await update('broker', { desiredCount: 1 });
    stage.pass(400);
    const service = await stage.read.ecs.service(cluster, 'picky');
    expect(service?.deployments).toMatchObject([{ rollout: 'COMPLETED', running: 1, desired: 1 }]);
    expect(await action.verify(walk.plan, stage.read, stage.ctx(walk))).toMatchObject({ state: 'failed' });
  });

  it('is slow when its tasks keep failing and no circuit breaker ends it', async () => {
    await update('picky', {
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: false, rollback: false } },
    });
    const walk = await restart('picky');
    await update('broker', { desiredCount: 0 });
    const verdicts = await verifyAll(stage, action, walk, 180);
    expect(verdicts.at(-1)).toMatchObject({
      state: 'slow',
      progress: expect.stringMatching(/\d stopped: Task failed/),
    });
    expect(verdicts.map(({ state }) => state)).not.toContain('ok');
  });

  it('is slow when ECS says for more than a minute that it cannot place a task', async () => {
    const verdicts = await verifyAll(stage, action, await restart('homeless'), 90);
    expect(verdicts[6]).toMatchObject({ state: 'pending', progress: expect.not.stringContaining('unable') });
    expect(verdicts.at(-1)).toMatchObject({
      state: 'slow',
      progress: expect.stringContaining('was unable to place a task'),
    });
  });

  it('waits for its deployment while reads are stale, and does not take the old state for success', async () => {
    stage.pass(30);
    const walk = await restart('api');
    stage.practice.addFault({ op: 'DescribeServices', kind: 'stale', times: 3, seconds: 20 });
    const verdicts = await verifyAll(stage, action, walk);
    const deployment = walk.receipts[0]?.['deployment'];
    expect(verdicts[0]).toMatchObject({
      state: 'pending',
      progress: expect.stringContaining(`ECS does not show ${deployment} yet`),
    });
    expect(verdicts.at(-1)?.state).toBe('ok');
  });

  it('has failed when ECS never shows its deployment', async () => {
    const walk = { ...(await restart('api')), receipts: [{ deployment: 'ecs-svc/0' }], since: stage.now() - 61_000 };
    const primary = (await stage.read.ecs.service(cluster, 'api'))?.deployments[0]?.id ?? '';
    const plan = { ...walk.plan, primary };
    expect(await action.verify(plan, stage.read, stage.ctx(walk))).toMatchObject({ state: 'failed' });
  });

  it('is superseded when somebody sets the desired count to 0', async () => {
    const walk = await restart('api');
    await update('api', { desiredCount: 0 });
    expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({ state: 'superseded' });
  });

  it('is told by CloudTrail to be ours, as soon as that knows and may be asked; nothing rests on it', async () => {
    const planned = await plan(stage, action, { cluster, service: 'api' });
    stage.practice.addFault({ op: 'UpdateService', kind: 'drop-after', times: 1 });
    const begunAt = stage.now();
    await stage.send(planned.requests, 0, []);
    const [{ accessKeyId = '' } = {}] = stage.practice.calls().filter(({ op }) => op === 'UpdateService');
    const journal = { begunAt, token: '', mark: '', sessionName: stage.sessionName, accessKeyId };
    const evidence = async (asked = journal) => {
      const found = await action.reconcile(planned.plan, 0, stage.read, asked);
      expect(found).toMatchObject({ outcome: 'applied', receipt: { deployment: expect.any(String) } });
      return found.evidence;
    };
    const alone = /^Deployment ecs-svc\/\d+ was created at [\d-]+T[\d:.]+Z$/;
    expect(await evidence()).toMatch(alone);
    stage.pass(10);
    expect(await evidence()).toMatch(/Z; by CloudTrail our own UpdateService of .*Z did it$/);
    expect(await evidence({ ...journal, accessKeyId: 'ASIASOMEBODYELSE' })).toMatch(alone);
    stage.practice.addFault({ op: 'LookupEvents', kind: 'deny', times: 1 });
    expect(await evidence()).toMatch(/Z; CloudTrail could not be asked \(aws-denied\)$/);
  });

  it('counts as done by another way when the newest deployment is of another task definition', async () => {
    const planned = await plan(stage, action, { cluster, service: 'api' });
    const journal = { begunAt: stage.now(), token: '', mark: '', sessionName: stage.sessionName, accessKeyId: '' };
    await stage.practice.perform('UpdateService', deployApi(3));
    expect(await action.reconcile(planned.plan, 0, stage.read, journal)).toMatchObject({
      outcome: 'by-other',
      evidence: expect.stringContaining('api:3'),
    });
  });
});

describe('a restart by stopping tasks', () => {
  it('keeps all but one task healthy, whatever the order of events', async () => {
    await update('api', { deploymentConfiguration: { minimumHealthyPercent: 100 } });
    const walk = await restart('api', { mode: 'stop-task' });
    const [first, second] = stage.practice.calls().filter(({ op }) => op === 'StopTask');
    expect((second?.t ?? 0) - (first?.t ?? 0)).toBeGreaterThanOrEqual(15_000);
    expect((await verifyAll(stage, action, walk)).at(-1)?.state).toBe('ok');
  });

  it('does not wait between two stops where the service may lose both', async () => {
    await update('api', { deploymentConfiguration: { minimumHealthyPercent: 0 } });
    await restart('api', { mode: 'stop-task' });
    const [first, second] = stage.practice.calls().filter(({ op }) => op === 'StopTask');
    expect(second?.t).toBe(first?.t);
  });

  it('ends between two stops when somebody deploys', async () => {
    const planned = await plan(stage, action, { cluster, service: 'api', mode: 'stop-task' });
    const walk = await sendAll(stage, action, begin(stage, planned), 1);
    await stage.practice.perform('UpdateService', deployApi(3));
    const ready = await action.ready(walk.plan, 1, stage.read, stage.ctx(walk));
    expect(ready).toMatchObject({ stop: expect.stringContaining('Somebody else deployed') });
  });

  it('trusts a task without a health check 40 s after it started, and names that moment', async () => {
    const walk = await restart('broker', { mode: 'stop-task' });
    const verdicts = await verifyAll(stage, action, walk);
    const [task] = await tasksOf('broker');
    expect(verdicts.at(-1)).toMatchObject({ state: 'ok', at: (task?.startedAt ?? 0) + 40_000, since: task?.createdAt });
    expect(verdicts.some(({ progress }) => progress.includes('1 of 1 still stopping'))).toBe(true);
    const results = action.results(walk.plan, walk.receipts, verdicts.at(-1)?.memo);
    expect(results).toMatchObject({ tasks: [task?.arn], started_at: new Date(task?.createdAt ?? 0).toISOString() });
  });

  it('does not claim a stop that somebody else made', async () => {
    const planned = await plan(stage, action, { cluster, service: 'broker', mode: 'stop-task' });
    const task = String(planned.requests[0]?.params['task']);
    await stage.practice.perform('StopTask', { cluster, task, reason: 'by hand' });
    const journal = { begunAt: stage.now(), token: '', mark: stage.ctx().mark, sessionName: '', accessKeyId: '' };
    expect(await action.reconcile(planned.plan, 0, stage.read, journal)).toMatchObject({
      outcome: 'by-other',
      evidence: expect.stringContaining('by hand'),
    });
    stage.pass(2 * 3_600);
    expect(await action.reconcile(planned.plan, 0, stage.read, journal)).toMatchObject({ outcome: 'applied' });
  });
});
