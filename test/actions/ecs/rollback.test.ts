import { afterEach, describe, expect, it } from '@jest/globals';
import type { Planned } from '#actions/contract.ts';
import type { JsonObject } from '#domain/json.ts';
import type { World } from '#practice/worlds/world.ts';
import { actionOf, type Stage, setStage } from '../practice.ts';
import { deployedWorld, digests, imageOf, repository, shopWorld, stuckWorld } from '../shop.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { cluster } from '../world.ts';

const action = actionOf('ecs.rollback');
let stage: Stage;
afterEach(() => stage.close());

const on = async (world: World) => {
  stage = await setStage(world);
};
const ask = (service: string, more: JsonObject = {}): Promise<Planned> =>
  action.plan({ cluster, service, ...more }, stage.read, stage.ctx());

describe('a rollback', () => {
  it('stops a deployment that goes on, and holds once the earlier revision is back and healthy', async () => {
    await on(stuckWorld());
    const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, { cluster, service: 'kiosk' })));
    expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({ state: 'ok' });
    const service = await stage.read.ecs.service(cluster, 'kiosk');
    expect(service?.taskDefinition).toMatch(/shop:2$/);
    expect(await stage.read.ecs.serviceDeployment(service?.serviceDeployment ?? '')).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
    });
  });

  it('pins the image that ran where its tag means another by now', async () => {
    await on(deployedWorld());
    stage.practice.push(repository, { tags: ['1'], program: 'api:1', digest: digests.later });
    await stage.practice.perform('UpdateService', { cluster, service: 'shop', forceNewDeployment: true });
    stage.pass(200);
    const planned = await ask('shop', { to: 'shop:1' });
    expect(planned.requests.map(({ operation }) => operation)).toEqual(['RegisterTaskDefinition', 'UpdateService']);
    expect(planned.requests[0]?.params['containerDefinitions']).toMatchObject([{ image: imageOf(digests.one) }]);
    const walk = await sendAll(stage, action, begin(stage, planned));
    expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({ state: 'ok' });
    const [task] = await stage.read.ecs.tasks(cluster, 'shop', 'RUNNING');
    expect(task?.containers[0]?.imageDigest).toBe(digests.one);
  });

  it('goes back to the image that ran before, of the same revision, when only the tag moved', async () => {
    await on(shopWorld());
    stage.practice.push(repository, { tags: ['stable'], program: 'api:1', digest: digests.later });
    await stage.practice.perform('UpdateService', { cluster, service: 'shop', forceNewDeployment: true });
    stage.pass(200);
    const { requests, changes } = await ask('shop');
    expect(requests[0]?.params['containerDefinitions']).toMatchObject([{ image: imageOf(digests.one) }]);
    expect(changes).toContainEqual(expect.objectContaining({ what: 'image of api', before: 'sha256:ffffffffffff' }));
  });

  it('is refused where nothing else ran', async () => {
    await on(shopWorld());
    expect((await ask('shop')).refuse).toContain('ECS knows no earlier deployment of shop');
    expect((await ask('shop', { to: 'shop:1' })).refuse).toContain('that succeeded ran shop:1');
    expect((await ask('shop', { to: 'shop' })).refuse).toContain('names no revision');
    expect((await ask('nobody')).refuse).toBe('There is no service nobody in c.');
  });

  it('is refused while ECS goes back already', async () => {
    await on(stuckWorld());
    const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, { cluster, service: 'kiosk' })));
    stage.pass(3);
    expect(walk.receipts).toHaveLength(1);
    expect((await ask('kiosk')).refuse).toBe('ECS goes back to shop:2 already.');
  });
});
