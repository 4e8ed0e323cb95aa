import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Read } from '#actions/ports.ts';
import type { JsonObject } from '#domain/json.ts';
import { namedFaults } from '#practice/aws/faults/list.ts';
import { account, actionOf, region, type Stage, setStage } from '../practice.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { cluster, deployApi, world } from '../world.ts';

const action = actionOf('ecs.scale-service');
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world());
});
afterEach(() => stage.close());

const input = { cluster, service: 'api', desired: 3 };
const ask = (more: JsonObject, read: Read = stage.read) => action.plan({ ...input, ...more }, read, stage.ctx());
const scale = async (more: JsonObject) =>
  sendAll(stage, action, begin(stage, await plan(stage, action, { ...input, ...more })));
const setCount = (service: string, desiredCount: number) =>
  stage.practice.perform('UpdateService', { cluster, service, desiredCount });
const strike = (fault: string, service: string) =>
  namedFaults.get(fault)?.strike(stage.practice, `arn:aws:ecs:${region}:${account}:service/${cluster}/${service}`);

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
  it('one request that sets the count and nothing else', async () => {
    const planned = await plan(stage, action, input);
    expect(planned.requests).toEqual([
      { service: 'ecs', operation: 'UpdateService', params: { cluster, service: 'api', desiredCount: 3 } },
    ]);
    expect(planned.changes).toEqual([{ target: 'api', what: 'desired count', before: '2', after: '3' }]);
    expect(planned.guarded).toEqual({
      'primary deployment': expect.stringMatching(/^ecs-svc\/\d+$/),
      'task definition': 'api:1',
      'desired count': 2,
    });
    expect(planned.undo).toBe('The desired count is set to 2 again.');
  });

  it.each([
    [3, '1 more task of api in c'],
    [5, '3 more tasks of api in c'],
    [1, '1 fewer task of api in c, of 2'],
    [0, '2 fewer tasks of api in c, of 2'],
  ])('for %d tasks a change of %s', async (desired, words) => {
    expect((await ask({ desired })).blastRadius).toBe(words);
  });

  it('nothing where the count is so already', async () => {
    expect(await ask({ desired: 2 })).toMatchObject({ nothingToDo: 'The desired count of api is 2 already.' });
  });

  it.each([-1, 1.5, 5_001, '3'])('nothing for %p tasks', async (desired) => {
    await expect(ask({ desired })).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('refuses', () => {
  it('a service that there is not', async () => {
    expect(await ask({ service: 'nobody' })).toMatchObject({ refuse: 'There is no service nobody in c.' });
  });

  it.each([
    [{ scheduling: 'DAEMON' }, 'api is a DAEMON: it runs one task on every instance, and has no count.'],
    [{ controller: 'CODE_DEPLOY' }, 'Deployments of api are controlled by CODE_DEPLOY, not by ECS.'],
    [{ status: 'DRAINING' }, 'api is DRAINING, not ACTIVE.'],
  ])('%j', async (more, refuse) => {
    expect(await ask({}, but(more))).toMatchObject({ refuse });
  });
});

describe('warns', () => {
  it('of nothing where nothing scales the service', async () => {
    expect((await ask({})).warnings).toEqual([]);
  });

  it('that nothing runs afterwards', async () => {
    expect((await ask({ desired: 0 })).warnings).toEqual(['Nothing of api runs then.']);
  });

  it('that a protected task is kept, if the count asks for it', async () => {
    expect((await ask({ service: 'busy', desired: 0 })).warnings).toContain(
      '1 task of busy asked for protection from being stopped: ECS keeps it.',
    );
    expect((await ask({ service: 'busy', desired: 2 })).warnings).toEqual([]);
  });

  it('that the newest deployment is in progress, and that it fails', async () => {
    await stage.practice.perform('UpdateService', deployApi(2));
    expect((await ask({})).warnings).toEqual([expect.stringMatching(/^Deployment ecs-svc\/\d+ is in progress/)]);
    stage.pass(60);
    expect((await ask({})).warnings).toContainEqual(
      expect.stringMatching(/^Take care: the newest deployment .* fails/),
    );
    expect((await ask({ desired: 0 })).warnings).toEqual(['Nothing of api runs then.']);
  });
});

describe('where Application Auto Scaling keeps 2 to 4 tasks', () => {
  const suspend = (more: JsonObject) =>
    stage.practice.perform('RegisterScalableTarget', {
      ServiceNamespace: 'ecs',
      ResourceId: `service/${cluster}/api`,
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: 2,
      MaxCapacity: 4,
      SuspendedState: more,
    });
  const all = {
    DynamicScalingInSuspended: true,
    DynamicScalingOutSuspended: true,
    ScheduledScalingSuspended: true,
  };

  it.each([
    [1, 2],
    [5, 4],
  ])('%d is refused, because it would become %d', async (desired, again) => {
    await suspend({});
    expect(await ask({ desired })).toMatchObject({
      refuse: `Application Auto Scaling keeps api at 2 to 4 tasks: it would set ${desired} to ${again} again within minutes.`,
    });
  });

  it('3 may be set, and the card says that it may not stay', async () => {
    await suspend({});
    const planned = await ask({});
    expect(planned.warnings).toEqual([
      'Application Auto Scaling keeps api at 2 to 4 tasks: a scaling policy may set another count again.',
    ]);
    expect(planned.guarded).toMatchObject({ 'autoscaling bounds': '2 to 4 tasks' });
  });

  it('1 may be set while it adds no tasks, and nothing moves it while all is suspended', async () => {
    await suspend({ DynamicScalingOutSuspended: true });
    expect((await ask({ desired: 1 })).warnings).toHaveLength(1);
    await suspend(all);
    expect((await ask({ desired: 1 })).warnings).toEqual([]);
  });

  it('the simulated account sets a count back within a minute, unless that is suspended', async () => {
    await suspend(all);
    await setCount('api', 1);
    stage.pass(120);
    expect((await stage.read.ecs.service(cluster, 'api'))?.desired).toBe(1);
    await suspend({ DynamicScalingInSuspended: false, DynamicScalingOutSuspended: false });
    stage.pass(61);
    const { desired, events } = (await stage.read.ecs.service(cluster, 'api')) ?? {};
    expect(desired).toBe(2);
    expect(events?.map(({ message }) => message)).toContain(
      '(service api) has set its desired count to 2. Cause: minimum capacity was set to 2',
    );
  });
});

describe('proves', () => {
  it('that the new task is healthy, in the same deployment, and when the first of them started', async () => {
    const walk = await scale({});
    const verdicts = await verifyAll(stage, action, walk);
    expect(verdicts[0]).toMatchObject({ state: 'pending', progress: '2 of 3 tasks healthy' });
    const { since = 0, state } = verdicts.at(-1) ?? {};
    expect(state).toBe('ok');
    expect(since).toBeGreaterThanOrEqual(walk.since);
  });

  it('that the surplus task has ended, not only that it was asked to', async () => {
    const verdicts = await verifyAll(stage, action, await scale({ desired: 1 }));
    expect(verdicts[0]).toMatchObject({ state: 'pending', progress: '1 of 1 tasks healthy · 1 still stopping' });
    expect(verdicts.at(-1)).toMatchObject({ state: 'ok', progress: '1 of 1 tasks healthy' });
  });

  it('that no task is left when none is asked for', async () => {
    expect((await verifyAll(stage, action, await scale({ desired: 0 }))).at(-1)).toMatchObject({ state: 'ok' });
    expect(await stage.read.ecs.tasks(cluster, 'api', 'RUNNING')).toEqual([]);
  });

  it('nothing until a read shows the new count', async () => {
    const walk = await scale({});
    stage.practice.addFault({ op: 'DescribeServices', kind: 'stale', times: 1, seconds: 30 });
    expect(await action.verify(walk.plan, stage.read, stage.ctx(walk))).toMatchObject({ state: 'pending' });
    expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({ state: 'ok' });
  });

  it('nothing while tasks keep failing: it says why, and that it is slow', async () => {
    const walk = await scale({});
    await strike('tasks-exit', 'api');
    const slow = (await verifyAll(stage, action, walk, 120)).at(-1);
    expect(slow).toMatchObject({ state: 'slow', evidence: { stopped: expect.any(Array) } });
    expect(slow?.progress).toContain('Essential container in task exited (api: exit code 1)');
  });

  it('nothing while ECS cannot place a task', async () => {
    const slow = (await verifyAll(stage, action, await scale({ service: 'broker', desired: 2 }), 150)).at(-1);
    expect(slow).toMatchObject({ state: 'slow' });
    expect(slow?.progress).toContain('is already using a port required by your task');
  });

  it('nothing while ECS keeps a protected task', async () => {
    const slow = (await verifyAll(stage, action, await scale({ service: 'busy', desired: 0 }), 150)).at(-1);
    expect(slow).toMatchObject({ state: 'slow' });
    expect(slow?.progress).toContain('was unable to scale in due to 1 protected tasks.');
  });

  it('that somebody else set another count, also the one before', async () => {
    const walk = await scale({});
    stage.pass(61);
    await setCount('api', 2);
    expect(await action.verify(walk.plan, stage.read, stage.ctx(walk))).toMatchObject({
      state: 'superseded',
      progress: expect.stringMatching(/^somebody set the desired count to 2 · /),
    });
  });
});

describe('after a lost answer', () => {
  const journal = () => ({ begunAt: 0, token: '', mark: '', sessionName: '', accessKeyId: '' });

  it.each([
    [3, 'applied'],
    [2, 'not-applied'],
    [7, 'by-other'],
  ])('a count of %d means %s', async (count, outcome) => {
    const planned = await plan(stage, action, input);
    await setCount('api', count);
    expect(await action.reconcile(planned.plan, 0, stage.read, journal())).toMatchObject({
      outcome,
      evidence: `The desired count is ${count}`,
    });
  });
});
