import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Planned } from '#actions/contract.ts';
import { containersOf } from '#actions/revision/content.ts';
import type { JsonObject } from '#domain/json.ts';
import { actionOf, type Stage, setStage } from '../practice.ts';
import { deployShop, digests, imageOf, repository, shopWorld } from '../shop.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { cluster } from '../world.ts';

const action = actionOf('ecs.deploy');
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(shopWorld());
});
afterEach(() => stage.close());

const ask = (more: JsonObject, service = 'shop'): Promise<Planned> =>
  action.plan({ cluster, service, ...more }, stage.read, stage.ctx());
const deploy = async (more: JsonObject) =>
  sendAll(stage, action, begin(stage, await plan(stage, action, { cluster, service: 'shop', ...more })));
const paths = ({ changes }: Planned) =>
  Object.fromEntries(changes.map(({ what, before, after }) => [what, [before, after]]));
const registered = async () => stage.read.ecs.definition('shop:4');

describe('a deployment', () => {
  it('shows what changes, by path and by digest', async () => {
    const planned = await ask({
      image: imageOf('2'),
      environment: { LOG_LEVEL: null, DATABASE_URL: 'postgres://new' },
    });
    expect(paths(planned)).toMatchObject({
      'task definition': ['shop:2', 'a new revision'],
      'containers.api.image': ['shop:stable', 'shop:2'],
      'containers.api.environment.LOG_LEVEL': ['info', undefined],
      'containers.api.environment.DATABASE_URL': ['(hidden)', '(hidden)'],
      'image of api': ['sha256:111111111111', 'sha256:222222222222 · 2 days old · amd64'],
      'desired count': ['2', '2'],
    });
    expect(JSON.stringify([planned.changes, planned.warnings, planned.guarded])).not.toContain('postgres');
  });

  it('never sends a desired count', async () => {
    const { requests } = await ask({ image: imageOf('2') });
    expect(JSON.stringify(requests)).not.toContain('desiredCount');
  });

  it('keeps what it does not change, with the tags', async () => {
    await deploy({ image: imageOf('2') });
    const before = await stage.read.ecs.definition('shop:2');
    const after = await registered();
    expect(after?.raw).toMatchObject({
      executionRoleArn: before?.raw['executionRoleArn'],
      taskRoleArn: before?.raw['taskRoleArn'],
    });
    expect(after?.tags).toEqual([
      { key: 'team', value: 'shop' },
      { key: 'stepward:run', value: '01JD8Q4F3W/step' },
    ]);
  });

  it('changes what is asked for and nothing else of the container', async () => {
    const health_check = { command: ['CMD', 'node', 'check.js'], interval: '10s', start_period: '1m' };
    await deploy({ health_check, secrets: { DATABASE_URL: '/app/session-secret' }, command: ['serve'], memory: 96 });
    const raw = (await registered())?.raw;
    expect(raw?.['containerDefinitions']).toMatchObject([
      {
        healthCheck: { command: ['CMD', 'node', 'check.js'], interval: 10, timeout: 5, retries: 3, startPeriod: 60 },
        secrets: [{ name: 'DATABASE_URL', valueFrom: '/app/session-secret' }],
        environment: [{ name: 'LOG_LEVEL', value: 'info' }],
        command: ['serve'],
        memory: 96,
        image: imageOf('stable'),
      },
    ]);
  });

  it('changes one number of the health check that is there, and needs a command where there is none', async () => {
    await deploy({ health_check: { start_period: '2m' } });
    const [before] = containersOf((await stage.read.ecs.definition('shop:2'))?.raw ?? {});
    const [after] = containersOf((await registered())?.raw ?? {});
    expect(after?.['healthCheck']).toEqual({ ...(before?.['healthCheck'] as JsonObject), startPeriod: 120 });
    stage.pass(200);
    await deploy({ health_check: 'none' });
    stage.pass(200);
    expect((await ask({ health_check: { start_period: '2m' } })).refuse).toContain('say its command');
  });

  it('has failed when the circuit breaker rolled it back, however healthy the service is then', async () => {
    const walk = await deploy({ image: imageOf('blind') });
    expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({
      state: 'failed',
      progress: expect.stringContaining('ECS gave up'),
    });
    stage.pass(400);
    expect((await stage.read.ecs.service(cluster, 'shop'))?.deployments).toMatchObject([{ rollout: 'COMPLETED' }]);
    expect(await action.verify(walk.plan, stage.read, stage.ctx(walk))).toMatchObject({ state: 'failed' });
  });

  it('does not go on when somebody deployed between its two requests', async () => {
    const walk = await sendAll(
      stage,
      action,
      begin(stage, await plan(stage, action, { cluster, service: 'shop', image: imageOf('2') })),
      1,
    );
    await stage.practice.perform('UpdateService', deployShop(1));
    expect(await action.ready(walk.plan, 1, stage.read, stage.ctx(walk))).toMatchObject({
      stop: expect.stringContaining('shop:1'),
    });
  });

  it('takes the place of a deployment in progress only where that is said, and the card says whose', async () => {
    await stage.practice.perform('UpdateService', deployShop(1));
    expect((await ask({ image: imageOf('2') })).refuse).toContain('in progress');
    const { warnings } = await ask({ image: imageOf('2'), supersede: true });
    expect(warnings[0]).toMatch(
      /^Deployment ecs-svc\/\d+ of shop \(shop:1\) has been in progress .* This one takes its place\.$/,
    );
    const walk = await deploy({ image: imageOf('2'), supersede: true });
    expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({ state: 'ok' });
  });

  it('does not go on where a person says that it was registered, as nobody told as what', async () => {
    const walk = begin(stage, await plan(stage, action, { cluster, service: 'shop', image: imageOf('2') }));
    expect(await action.ready(walk.plan, 1, stage.read, stage.ctx({ ...walk, receipts: [{}] }))).toEqual({
      stop: 'No answer told which revision of shop was registered, so none is deployed. Retry registers it again.',
    });
  });

  it('registers again what was deregistered', async () => {
    await stage.practice.perform('DeregisterTaskDefinition', { taskDefinition: 'shop:1' });
    const { requests } = await ask({ task_definition: 'shop:1' });
    expect(requests.map(({ operation }) => operation)).toEqual(['RegisterTaskDefinition', 'UpdateService']);
  });

  it('warns of a breaker that does not roll back, and of a tag that may move', async () => {
    const { warnings } = await ask({ image: imageOf('2') }, 'kiosk');
    expect(warnings).toEqual([
      'The circuit breaker of kiosk is off: ECS goes on starting tasks that fail until somebody rolls back.',
      'The tag of shop:2 may be moved: a later deployment of it may run another image.',
    ]);
  });

  it('says of an image elsewhere that it was not checked, and where it comes from', async () => {
    const told = paths(await ask({ image: 'ghcr.io/shop/api:3' }));
    expect(told['image of api']?.[1]).toBe('ghcr.io/shop/api:3 (not checked)');
    expect(told['containers.api.image']).toEqual([imageOf('stable'), 'ghcr.io/shop/api:3']);
  });

  it('has nothing to do for what runs already', async () => {
    for (const input of [{ image: imageOf('stable') }, { task_definition: 'shop:2' }])
      expect((await ask(input)).nothingToDo).toContain('shop runs this already (shop:2).');
  });

  it('guards the digest: a tag that moved meanwhile is another plan', async () => {
    const before = await ask({ image: imageOf('2') });
    stage.practice.push(repository, { tags: ['2'], program: 'api:1', digest: digests.later });
    expect((await ask({ image: imageOf('2') })).guarded).not.toEqual(before.guarded);
  });
});

describe('is refused', () => {
  it.each<[JsonObject, string]>([
    [{ image: imageOf('9') }, 'There is no image'],
    [{ image: imageOf('old') }, 'is ARCHIVED and cannot be pulled'],
    [{ image: imageOf('arm') }, 'is for arm64, and the tasks run on amd64'],
    [{ container: 'web', image: imageOf('2') }, 'There is no container web in shop.'],
    [{ depends_on: { cache: 'START' } }, 'api waits for cache, which is no container of it.'],
    [{ task_definition: 'shop' }, 'names no revision: write shop:7'],
    [{ task_definition: 'shop:99' }, 'There is no task definition shop:99.'],
    [{ task_definition: 'shop:1', image: imageOf('2') }, 'give no other change beside it'],
    [{}, 'Say what is to be deployed'],
  ])('%j', async (input, why) => {
    expect((await ask(input)).refuse).toContain(why);
  });

  it('while a deployment is in progress', async () => {
    await stage.practice.perform('UpdateService', deployShop(1));
    expect((await ask({ image: imageOf('2') })).refuse).toContain('has been in progress');
  });

  it('where ECS knows of something that the SDK would lose, unless the revision is there already', async () => {
    const definition = async (arn: string) => ({
      ...(await stage.read.ecs.definition(arn)),
      unknown: ['containerDefinitions.0.newer'],
    });
    const ecs = new Proxy(stage.read.ecs, {
      get: (real, name) => (name === 'definition' ? definition : Reflect.get(real, name)),
    });
    const asked = (more: JsonObject) =>
      action.plan({ cluster, service: 'shop', ...more }, { ...stage.read, ecs }, stage.ctx());
    expect((await asked({ image: imageOf('2') })).refuse).toContain('shop:2 has containerDefinitions.0.newer');
    expect((await asked({ task_definition: 'shop:1' })).refuse).toBeUndefined();
  });
});
