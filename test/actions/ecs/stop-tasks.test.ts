import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EcsServiceState, Task } from '#actions/ports.ts';
import { reasonsOf } from '#actions/stale/select.ts';
import { actionOf, type Stage, setStage } from '../practice.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { cluster, deployApi, world } from '../world.ts';

const action = actionOf('ecs.stop-tasks');
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world());
});
afterEach(() => stage.close());

const ask = (service: string, select: readonly string[], more = {}) =>
  action.plan({ cluster, service, select, older_than: '5m', ...more }, stage.read, stage.ctx());

describe('a task is stale', () => {
  const minute = 60_000;
  const now = 1_000 * minute;
  const service = {
    taskDefinition: 'api:2',
    deployments: [
      { id: 'new', status: 'PRIMARY' },
      { id: 'old', status: 'ACTIVE' },
    ],
  } as unknown as EcsServiceState;
  const task = (more: Partial<Task>): Task => ({
    arn: 'arn:aws:ecs:us-east-1:111122223333:task/c/1',
    id: '1',
    group: 'service:api',
    startedBy: 'new',
    taskDefinition: 'api:2',
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    health: 'HEALTHY',
    createdAt: now - minute,
    startedAt: now - minute,
    containers: [],
    ...more,
  });

  it.each([
    ['for no reason while it is as it should be', {}, []],
    ['when an older deployment started it', { startedBy: 'old' }, ['not_primary']],
    ['when its deployment is gone', { startedBy: 'gone' }, ['not_primary', 'orphan']],
    ['when it is of another revision', { taskDefinition: 'api:1' }, ['old_revision']],
    ['when it failed its health check', { health: 'UNHEALTHY' }, ['unhealthy']],
    ['when it is old', { startedAt: now - 6 * 60 * minute }, ['older']],
    ['when it does not get to run', { lastStatus: 'PENDING', createdAt: now - 10 * minute }, ['stuck']],
    ['but not stuck while it runs', { createdAt: now - 10 * minute }, []],
  ] as const)('%s', (_, more, reasons) => {
    expect(reasonsOf(task(more), service, { older_than: '6h', stuck_for: '10m' }, now)).toEqual(reasons);
  });
});

describe('asks nobody', () => {
  it('when no task is stale', async () => {
    expect(await ask('api', ['not_primary', 'unhealthy'])).toMatchObject({
      nothingToDo: 'None of the 2 tasks of api is not_primary or unhealthy.',
      requests: [],
    });
  });

  it('when there is no such service', async () => {
    expect(await ask('nobody', ['older'])).toMatchObject({ refuse: 'There is no service nobody in c.' });
  });

  it('when stopping one would leave too few', async () => {
    expect((await ask('broker', ['older'])).refuse).toContain('broker must keep 1 healthy, and has 1');
  });

  it('about a protected task, unless it is asked for', async () => {
    expect((await ask('busy', ['older'])).refuse).toBe(
      '1 task of busy is older, but protected from being stopped: even_protected: true stops also these.',
    );
    const planned = await ask('busy', ['older'], { even_protected: true });
    expect(planned.requests).toHaveLength(1);
    expect(planned.warnings).toEqual([
      expect.stringMatching(/has asked for protection .* what it works on is cut off/),
    ]);
  });

  it('while the newest deployment fails and the old tasks serve', async () => {
    await stage.practice.perform('UpdateService', deployApi(2));
    stage.pass(60);
    const { refuse } = await ask('api', ['not_primary']);
    expect(refuse).toMatch(
      /^Not while the newest deployment ecs-svc\/\d+ \(api:2\) itself fails: .*fix the newest deployment first\.$/,
    );
  });

  it('for a selector that does not exist', async () => {
    await expect(ask('api', ['stale'])).rejects.toMatchObject({ code: 'bad-input' });
    await expect(ask('api', [])).rejects.toMatchObject({ code: 'bad-input' });
  });
});

it('still stops what does not serve while the newest deployment fails, with a warning', async () => {
  await stage.practice.perform('UpdateService', deployApi(2));
  stage.pass(25);
  const planned = await plan(stage, action, { cluster, service: 'api', select: ['unhealthy'] });
  expect(planned.warnings).toEqual([expect.stringMatching(/^Take care: the newest deployment .* itself fails/)]);
});

it('says of each task why it is stopped', async () => {
  const planned = await plan(stage, action, { cluster, service: 'api', select: ['older'], older_than: '5m' });
  expect(planned.changes[0]?.what).toMatch(/^stopped: too old · api:1 · healthy · created \d+ min/);
  expect(planned.blastRadius).toBe('2 tasks of api in c, of 2 that run; never fewer than 1 healthy');
});

it('waits between two stops until a replacement is healthy', async () => {
  const planned = await plan(stage, action, { cluster, service: 'api', select: ['older'], older_than: '5m' });
  const walk = await sendAll(stage, action, begin(stage, planned), 1);
  expect(await action.ready(walk.plan, 1, stage.read, stage.ctx(walk))).toBe('wait');
  await sendAll(stage, action, walk);
  const [first, second] = stage.practice.calls().filter(({ op }) => op === 'StopTask');
  expect((second?.t ?? 0) - (first?.t ?? 0)).toBeGreaterThanOrEqual(15_000);
});

it('ends between two stops when somebody deploys', async () => {
  const planned = await plan(stage, action, { cluster, service: 'api', select: ['older'], older_than: '5m' });
  const walk = await sendAll(stage, action, begin(stage, planned), 1);
  await stage.practice.perform('UpdateService', deployApi(2));
  expect(await action.ready(walk.plan, 1, stage.read, stage.ctx(walk))).toMatchObject({
    stop: expect.stringContaining('Somebody else deployed ecs-svc/'),
  });
});

it('keeps as evidence that each task stopped for our reason', async () => {
  const planned = await plan(stage, action, { cluster, service: 'api', select: ['older'], older_than: '5m' });
  const walk = await sendAll(stage, action, begin(stage, planned));
  const verdict = (await verifyAll(stage, action, walk)).at(-1);
  expect(verdict).toMatchObject({ state: 'ok', since: expect.any(Number) });
  expect(Object.values(verdict?.evidence ?? {})).toHaveLength(2);
  for (const reason of Object.values(verdict?.evidence ?? {})) expect(reason).toContain(stage.ctx().mark);
});
