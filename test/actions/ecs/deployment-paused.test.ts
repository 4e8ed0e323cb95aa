import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import type { World } from '#practice/worlds/world.ts';
import { patience, pausedWorld } from '../paused-world.ts';
import { checkOf, type Stage, setStage } from '../practice.ts';
import { cluster, world } from '../world.ts';

const opened: Stage[] = [];
afterEach(async () => {
  for (const stage of opened.splice(0)) await stage.close();
});

async function open(account: World = pausedWorld()): Promise<Stage> {
  const stage = await setStage(account);
  opened.push(stage);
  return stage;
}

const look = (stage: Stage, more: JsonObject = {}) =>
  checkOf('ecs.deployment-paused').read({ cluster, service: 'api', ...more }, stage.read, stage.ctx());

describe('ecs.deployment-paused', () => {
  it('holds while a hook waits for an answer, and tells where the traffic goes', async () => {
    expect(await look(await open(), { stage: 'POST_TEST_TRAFFIC_SHIFT' })).toMatchObject({
      state: 'ok',
      progress: 'the deployment of api waits at POST_TEST_TRAFFIC_SHIFT',
      outputs: { stage: 'POST_TEST_TRAFFIC_SHIFT', test_traffic: 100, production_traffic: 0 },
    });
  });

  it('is pending while it waits at another stage than the one that is asked for', async () => {
    expect(await look(await open(), { stage: 'PRE_SCALE_UP' })).toMatchObject({
      state: 'pending',
      progress: 'the deployment of api is at POST_TEST_TRAFFIC_SHIFT',
    });
  });

  it('is pending while the deployment is on its way', async () => {
    const { history, ...paused } = pausedWorld();
    const early = { ...paused, history: { ...history, seconds: 302 } };
    expect(await look(await open(early))).toMatchObject({ state: 'pending' });
  });

  it('fails once nobody has answered in time and ECS goes back', async () => {
    const stage = await open();
    stage.pass((patience + 5) * 60);
    expect(await look(stage)).toMatchObject({
      state: 'failed',
      progress: expect.stringMatching(/^The deployment of api is ROLLBACK_\w+: it waits for nobody\.$/),
    });
  });

  it('fails for a service that deploys nothing, and for one that there is not', async () => {
    const stage = await open(world());
    expect(await look(stage)).toMatchObject({ state: 'failed' });
    expect(await look(stage, { service: 'apy' })).toMatchObject({
      state: 'failed',
      progress: `There is no service apy in ${cluster}.`,
    });
  });
});
